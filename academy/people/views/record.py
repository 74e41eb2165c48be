"""What the staff did about oneself, and what they wrote down for one's eyes."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from .. import act_words, acts
from ..access import SignedIn
from ..models import Note

PER_PAGE = 30


@login_required
def record(request: SignedIn) -> HttpResponse:
    """Every act about the person who asks, never about somebody else."""
    page = Paginator(acts.about(request.user), PER_PAGE).get_page(request.GET.get("page"))
    shown = Note.objects.filter(about=request.user, visibility=Note.Visibility.PERSON)
    context = {
        "page": page,
        "told": [act_words.told(act) for act in page],
        "notes": shown.filter(taken_back_at=None).select_related("by")[:PER_PAGE],
    }
    return render(request, "people/record.html", context)
