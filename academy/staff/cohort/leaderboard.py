"""Whether the trainees of a cohort see each other's level and XP on a list."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from academy.people import acts
from academy.people.access import SignedIn, staff_only
from academy.people.models import Cohort, User


@staff_only
@require_POST
def switch(request: SignedIn, slug: str) -> HttpResponse:
    cohort = get_object_or_404(Cohort, slug=slug)
    if show(cohort, "show" in request.POST, by=request.user):
        messages.success(request, _("Saved."))
    return redirect("staff:rules", slug)


@transaction.atomic
def show(cohort: Cohort, wanted: bool, *, by: User) -> bool:
    """False when it was like that already, and nothing is written."""
    changed = Cohort.objects.filter(pk=cohort.pk, leaderboard=not wanted).update(leaderboard=wanted)
    if changed:
        before, after = {"leaderboard": not wanted}, {"leaderboard": wanted}
        acts.write(acts.Kind.LEADERBOARD, by=by, cohort=cohort, before=before, after=after)
    return bool(changed)
