"""Certificates for their owners, for staff, and for anybody who wants to check one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from academy.people.access import SignedIn, client_address, staff_only
from academy.people.models import Cohort, Enrolment
from peer_review.views.throttle import seconds_to_wait
from projects.refusals import Refused

from . import checking, issuing
from .models import Certificate

MOST, PER = 10, 60  # checks from one address in so many seconds


@never_cache
def check(request: HttpRequest) -> HttpResponse:
    """For everybody. Wrong numbers and wrong codes get the same answer."""
    given = request.POST or request.GET
    number, code = given.get("number", "")[:40], given.get("code", "")[:40]
    context: dict[str, object] = {"number": number, "asked": bool(number and code)}
    if not context["asked"]:
        return render(request, "certificates/check.html", context)
    wait = seconds_to_wait("certificate", client_address(request), most=MOST, per=PER)
    if wait:
        answer = render(request, "certificates/check.html", context | {"wait": wait}, status=429)
        answer["Retry-After"] = str(wait)
        return answer
    return render(request, "certificates/check.html", context | {"found": checking.find(number, code)})


@login_required
def own(request: SignedIn) -> HttpResponse:
    """The certificates of the person, also those that were revoked."""
    rows = Certificate.objects.filter(enrolment__user=request.user).select_related("enrolment__cohort")
    return render(request, "certificates/own.html", {"certificates": rows})


@login_required
@never_cache
def paper(request: SignedIn, certificate_id: int) -> HttpResponse:
    """The PDF, for its owner and for staff; a revoked one is printed no more."""
    from .paper import pdf  # brings the drawing library, which nothing else needs

    rows = Certificate.objects.filter(revoked_at__isnull=True).select_related("enrolment__cohort")
    mine = rows if request.user.is_staff else rows.filter(enrolment__user=request.user)
    certificate = get_object_or_404(mine, pk=certificate_id)
    answer = HttpResponse(pdf(certificate, language=request.user.language), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="certificate-{certificate.number}.pdf"'
    return answer


@staff_only
def cohort(request: SignedIn, slug: str) -> HttpResponse:
    """Who has one, and who could get one."""
    found = get_object_or_404(Cohort, slug=slug)
    issued = Certificate.objects.filter(enrolment__cohort=found)
    with timezone.override(found.zone):
        context = {
            "cohort": found,
            "waiting": issuing.graduates(found),
            "certificates": issued.select_related("enrolment__user", "issued_by", "revoked_by"),
        }
        return render(request, "certificates/cohort.html", context)


@staff_only
@require_POST
def issue(request: SignedIn, slug: str) -> HttpResponse:
    """To one graduate of the cohort, or to all who wait."""
    found = get_object_or_404(Cohort, slug=slug)
    waiting = issuing.graduates(found)
    wanted = request.POST.get("enrolment", "")
    chosen: list[Enrolment] = [one for one in waiting if wanted in ("all", str(one.pk))]
    try:
        given = len(issuing.issue(chosen, by=request.user))
        words = ngettext("%(count)d certificate issued.", "%(count)d certificates issued.", given)
        messages.success(request, words % {"count": given})
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("certificates:cohort", slug)


@staff_only
def revoke(request: SignedIn, certificate_id: int) -> HttpResponse:
    """Asks why, then declares it void."""
    rows = Certificate.objects.filter(revoked_at__isnull=True).select_related("enrolment__cohort")
    certificate = get_object_or_404(rows, pk=certificate_id)
    if request.method == "POST":
        try:
            issuing.revoke(certificate, by=request.user, reason=request.POST.get("reason", ""))
            messages.success(request, _("Revoked."))
            return redirect("certificates:cohort", certificate.enrolment.cohort.slug)
        except Refused as refusal:
            messages.error(request, str(refusal))
    return render(request, "certificates/revoke.html", {"certificate": certificate})
