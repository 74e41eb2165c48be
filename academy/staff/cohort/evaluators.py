"""How the evaluators of a cohort mark, for staff."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from academy.people.access import staff_only
from academy.people.models import Cohort
from peer_review.quality.overview import overview

TITLES = {
    "constant": (
        _("Always about the same mark"),
        _("The marks hardly differ, whatever the work: a likelihood ratio after 12 marks or more."),
    ),
    "copier": (
        _("About what everybody gets"),
        _("The marks follow the usual one and not the work: the same ratio, with more spread."),
    ),
    "favours": (
        _("Kinder to one person than to others"),
        _("Marks of a pair above the rest of the evidence; one in ten on this list is chance."),
    ),
    "returned": (
        _("Kind to each other"),
        _("The same in both directions together, from four marks on, beyond three standard deviations."),
    ),
    "short": (
        _("Very short evaluations"),
        _("Filled within a quarter of the time, far more often than others do."),
    ),
    "empty": (
        _("Comments without content"),
        _("Fewer than eight different words, or the same words again, far more often than others."),
    ),
}


@staff_only
def evaluators(request: HttpRequest, slug: str) -> HttpResponse:
    """Every rule with what it found and what chance alone would have found."""
    cohort = get_object_or_404(Cohort, slug=slug)
    found = overview(cohort)
    rules = [(rule, *TITLES[rule.name]) for rule in found.rules]
    return render(request, "staff/evaluators.html", {"cohort": cohort, "found": found, "rules": rules})
