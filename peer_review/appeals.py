"""'It was different': a side that counts as absent asks the staff to look, and they may undo what it cost."""

from collections.abc import Sequence
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academy.people import acts
from academy.people.models import Cohort, User
from projects.refusals import Refused

from . import announce, gifts, ledger, news
from .market_settings import settings_of
from .models import Appeal, Entry, Evaluation

SHORTEST = 20  # characters

State = Evaluation.State


def within(cohort: Cohort) -> timedelta:
    return timedelta(days=settings_of(cohort).appeal_days)


def may_appeal(evaluation: Evaluation, user: User) -> bool:
    """Whether this person is on the side that counts as absent, and early enough."""
    if evaluation.ended_at is None or timezone.now() > evaluation.ended_at + within(evaluation.cohort):
        return False
    if evaluation.state == State.NO_SHOW_EVALUATOR:
        return evaluation.evaluator_id == user.pk
    on_team = evaluation.team.memberships.filter(user=user)
    return evaluation.state == State.NO_SHOW_TEAM and on_team.exists()


@transaction.atomic
def appeal(evaluation: Evaluation, *, by: User, reason: str) -> Appeal:
    """Once per evaluation, within a week. Raises Refused."""
    if not may_appeal(evaluation, by):
        days = within(evaluation.cohort).days
        told = ngettext(
            "Only the side that counts as absent appeals, within %(days)d day.",
            "Only the side that counts as absent appeals, within %(days)d days.",
            days,
        )
        raise Refused(told % {"days": days})
    if len(reason.strip()) < SHORTEST:
        raise Refused(_("Tell the staff what happened, in at least 20 characters."))
    try:
        with transaction.atomic():
            made = Appeal.objects.create(evaluation=evaluation, by=by, reason=reason.strip())
    except IntegrityError:
        raise Refused(_("Your side has appealed already.")) from None
    news.appealed(made)
    announce.evaluation_changed(evaluation)
    return made


@transaction.atomic
def decide(appeal: Appeal, *, by: User, granted: bool, answer: str) -> Appeal:
    """Staff have heard what happened; granted, what it cost is undone. Raises Refused."""
    if not by.is_staff:
        raise Refused(_("Only staff decide about appeals."))
    if not answer.strip():
        raise Refused(_("Say why: the person will read it."))
    cohort = appeal.evaluation.cohort
    ledger.lock(cohort)
    decision = {
        "state": Appeal.State.GRANTED if granted else Appeal.State.REJECTED,
        "decided_by": by,
        "decided_at": timezone.now(),
        "answer": answer.strip(),
    }
    if not Appeal.objects.filter(pk=appeal.pk, state=Appeal.State.OPEN).update(**decision):
        raise Refused(_("This appeal has been decided already."))
    if granted:
        for entry in _cost(appeal.evaluation):
            gifts.undo(entry, cohort=cohort, by=by, reason=answer)
    appeal.refresh_from_db()
    acts.write(
        acts.Kind.ABSENCE,
        by=by,
        people=[appeal.by],
        cohort=cohort,
        what=appeal.evaluation.team.project.slug,
        ref=appeal,
        reason=answer,
        before={"state": Appeal.State.OPEN},
        after={"state": appeal.state},
    )
    news.appeal_decided(appeal)
    announce.evaluation_changed(appeal.evaluation)
    return appeal


def _cost(evaluation: Evaluation) -> Sequence[Entry]:
    """What the absent side has paid for it."""
    absent = Entry.Reason.FINE if evaluation.state == State.NO_SHOW_EVALUATOR else Entry.Reason.FORFEIT
    return list(Entry.objects.filter(evaluation=evaluation, reason=absent))


def waiting(cohort: Cohort) -> Sequence[Appeal]:
    """Appeals that wait for the staff, the oldest first."""
    rows = Appeal.objects.filter(evaluation__cohort=cohort, state=Appeal.State.OPEN)
    return list(rows.select_related("evaluation__team__project", "by"))
