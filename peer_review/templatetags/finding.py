"""`{% find_evaluators attempt %}`: the waiting list in one click, with the wait that can be expected."""

from typing import Any

from django import template

from projects.models import Attempt

from .. import expected, waiting

register = template.Library()


@register.inclusion_tag("peer_review/_find_here.html", takes_context=True)
def find_evaluators(context: dict[str, Any], attempt: Attempt) -> dict[str, Any]:
    cohort = context["request"].cohort
    return {
        "attempt": attempt,
        "waits": waiting.of_attempt(attempt),
        "expected": expected.wait(cohort) if cohort else None,
        "csrf_token": context.get("csrf_token"),
    }
