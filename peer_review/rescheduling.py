"""Another time for an evaluation: one side proposes, the other one accepts. The point stays where it is."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academy.people.models import User
from projects.refusals import Refused

from . import announce, booking, evaluations, news, quarters, slots, wake
from .models import Evaluation, Presence, Reschedule, Slot

State = Reschedule.State


@transaction.atomic
def propose(evaluation: Evaluation, *, starts_at: datetime, by: User) -> Reschedule:
    """A new proposal takes the place of one's own earlier one. Raises Refused.

    Whether the other side is free is not looked at: its calendar is not for probing.
    """
    evaluation = _movable(evaluation)
    by_evaluator = _is_evaluator(evaluation, by)
    _check_time(evaluation, starts_at)
    mine = [by.pk] if by_evaluator else list(evaluation.team.members.values_list("pk", flat=True))
    if _elsewhere(evaluation, mine, starts_at):
        raise Refused(_("Your side is at another evaluation at that time."))
    open_one = of_evaluation(evaluation)
    if open_one and open_one.by_evaluator != by_evaluator:
        raise Refused(_("The other side has proposed a time. Answer that first."))
    if open_one:
        _answer(open_one, State.WITHDRAWN)
    proposal = Reschedule.objects.create(
        evaluation=evaluation,
        proposed_by=by,
        by_evaluator=by_evaluator,
        from_at=evaluation.starts_at,
        to_at=starts_at,
    )
    news.proposed(proposal)
    announce.evaluation_changed(evaluation)
    return proposal


@transaction.atomic
def accept(proposal: Reschedule, *, by: User) -> Evaluation:
    """The other side agrees: the evaluation moves, for nothing. Raises Refused."""
    evaluation = _movable(proposal.evaluation)
    proposal = _open(proposal)
    if _is_evaluator(evaluation, by) == proposal.by_evaluator:
        raise Refused(_("The other side answers your proposal."))
    _check_time(evaluation, proposal.to_at)
    members = list(evaluation.team.members.values_list("pk", flat=True))
    try:
        with transaction.atomic():
            _move(evaluation, proposal.to_at, members, gone=proposal.by_evaluator)
    except IntegrityError:
        raise Refused(_("By now somebody is elsewhere at that time. Propose another one.")) from None
    _answer(proposal, State.ACCEPTED)
    evaluation.refresh_from_db()
    news.moved(proposal, evaluation, by=by)
    announce.evaluation_changed(evaluation)
    return evaluation


@transaction.atomic
def turn_down(proposal: Reschedule, *, by: User) -> None:
    """Decline the other side's proposal, or withdraw one's own. Raises Refused."""
    evaluation = evaluations.open_one(proposal.evaluation)
    proposal = _open(proposal)
    own = _is_evaluator(evaluation, by) == proposal.by_evaluator
    _answer(proposal, State.WITHDRAWN if own else State.DECLINED)
    if not own:
        news.turned_down(proposal)
    announce.evaluation_changed(evaluation)


def of_evaluation(evaluation: Evaluation) -> Reschedule | None:
    """The proposal that waits for an answer."""
    return Reschedule.objects.filter(evaluation=evaluation, state=State.OPEN).first()


def _movable(evaluation: Evaluation) -> Evaluation:
    """The row with this transaction's turn. After the names are known, nobody can choose whom to meet."""
    evaluation = evaluations.open_one(evaluation)
    if timezone.now() >= evaluation.reveals_at:
        raise Refused(_("It is too late to move this evaluation: the names are known."))
    return evaluation


def _open(proposal: Reschedule) -> Reschedule:
    fresh = Reschedule.objects.filter(pk=proposal.pk, state=State.OPEN).first()
    if fresh is None:
        raise Refused(_("This proposal has been answered already."))
    return fresh


def _answer(proposal: Reschedule, state: Reschedule.State) -> None:
    row = Reschedule.objects.filter(pk=proposal.pk, state=State.OPEN)
    row.update(state=state, answered_at=timezone.now())


def _is_evaluator(evaluation: Evaluation, user: User) -> bool:
    if evaluation.evaluator_id == user.pk:
        return True
    if evaluation.team.memberships.filter(user=user).exists():
        return False
    raise Refused(_("You take no part in this evaluation."))


def _check_time(evaluation: Evaluation, starts_at: datetime) -> None:
    now = timezone.now()
    if starts_at == evaluation.starts_at:
        raise Refused(_("This is the time that it has already."))
    # The names open a quarter of an hour before, so a move may not jump over that moment.
    unknown = evaluation.starts_at - evaluation.reveals_at
    booking.check_notice(starts_at - now, max(booking.notice(evaluation.cohort), unknown))
    if not quarters.is_start(starts_at) or starts_at > now + slots.LATEST:
        raise Refused(_("Choose a quarter of an hour within the next 14 days."))


def _elsewhere(evaluation: Evaluation, people: list[int], starts_at: datetime) -> bool:
    span = quarters.span(starts_at, evaluation.minutes)
    busy = Presence.objects.filter(user__in=people, quarter__in=span)
    return busy.exclude(evaluation=evaluation).exists()


def _move(evaluation: Evaluation, starts_at: datetime, members: list[int], *, gone: bool) -> None:
    """Raises IntegrityError when somebody is elsewhere. `gone`: the evaluator has no time at the old time."""
    old, new = list(evaluation.span), quarters.span(starts_at, evaluation.minutes)
    Presence.objects.filter(evaluation=evaluation).delete()
    Presence.objects.bulk_create(
        Presence(user_id=user, quarter=quarter, evaluation=evaluation)
        for user in (evaluation.evaluator_id, *members)
        for quarter in new
    )
    Slot.objects.filter(evaluation=evaluation).update(evaluation=None)
    if gone:
        slots.close_free(evaluation.evaluator, set(old) - set(new))
    slots.promise(evaluation.evaluator, new, evaluation)
    Evaluation.objects.filter(pk=evaluation.pk).update(starts_at=starts_at, evaluator_checked_in_at=None)
    wake.time_has_opened(evaluation.cohort)
