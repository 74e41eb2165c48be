"""A half-filled sheet, kept on the server while it is typed.

A draft belongs to the page that saved it last. Another page (a second tab, another device) may go on from
what it has loaded; what it has not seen it cannot overwrite.
"""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from academy.people.models import User
from projects.refusals import Refused

from . import ledger
from .models import Evaluation
from .models.evaluations import new_key

State = Evaluation.State


class Outdated(Refused):
    """Somewhere else the sheet has been changed since this page was loaded."""

    def __init__(self) -> None:
        super().__init__(_("This sheet has been changed in another tab or on another device."))


def new_page() -> str:
    """A name for a page that is being opened."""
    return new_key()


@transaction.atomic
def keep(evaluation: Evaluation, *, by: User, draft: Mapping[str, Any], page: str, version: int) -> int:
    """Keep the form as it stands and give its new version. Raises Refused; Outdated if it would overwrite."""
    waiting = Evaluation.objects.filter(
        pk=evaluation.pk, evaluator=by, state=State.BOOKED, met_at__isnull=False
    )
    # The page that saved last may have missed the answer: its line broke, not its order.
    seen = waiting.filter(Q(draft_version=version) | (Q(draft_page=page) & ~Q(draft_page="")))
    if not seen.update(draft=dict(draft), draft_page=page, draft_version=F("draft_version") + 1):
        if waiting.exists():
            raise Outdated
        raise Refused(_("This evaluation is already over."))
    return Evaluation.objects.values_list("draft_version", flat=True).get(pk=evaluation.pk)


def check_seen(evaluation: Evaluation, *, page: str, version: int) -> None:
    """Before a sheet is handed in: raises Outdated if a newer draft was kept elsewhere, and lets none in."""
    ledger.lock(evaluation.cohort)
    now = Evaluation.objects.select_for_update().get(pk=evaluation.pk)
    if now.draft_version != version and (now.draft_page != page or not page):
        raise Outdated
