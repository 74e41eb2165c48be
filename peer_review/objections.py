"""When a team does not agree with its mark. Until an objection has ended, the mark stands.

A *second opinion* is one further evaluation, paid by the commons; all marks then make the mean, which may
also fall. An *appeal* goes to staff, who set the mark or let it stand. Both have a price that is put aside
and returned to a team that is right.
"""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academy.people import acts
from academy.people.models import Cohort, User
from projects import corrections
from projects.models import Attempt, MarkCorrection
from projects.refusals import Refused

from . import announce, deposits, evaluations, ledger, news
from .market_settings import settings_of
from .models import Evaluation, Extra, Objection
from .sheet_file import CHEAT_MARK

Kind, State, Cause = Objection.Kind, Objection.State, MarkCorrection.Cause
LONGEST_REASON = 2000  # characters


def until(attempt: Attempt) -> datetime | None:
    """Until when its team may object; None where there is nothing to object to."""
    evaluation = _any_evaluation(attempt)
    if attempt.ended_at is None or attempt.peer_mark is None or evaluation is None:
        return None
    return attempt.ended_at + timedelta(days=settings_of(evaluation.cohort).objection_days)


def _any_evaluation(attempt: Attempt) -> Evaluation | None:
    return attempt.evaluations.filter(filled_at__isnull=False).select_related("cohort").first()


def price_of(kind: Objection.Kind, cohort: Cohort) -> int:
    rules = settings_of(cohort)
    return rules.second_opinion_points if kind == Kind.SECOND_OPINION else rules.appeal_points


@transaction.atomic
def object_to(attempt: Attempt, *, kind: Objection.Kind, by: User, reason: str) -> Objection:
    """Ask for a second opinion, or appeal. Raises Refused, NotEnoughPoints."""
    cohort = _check(attempt, by=by, reason=reason)
    ledger.lock(cohort)
    _check(Attempt.objects.select_related("team__project").get(pk=attempt.pk), by=by, reason=reason)
    if kind == Kind.SECOND_OPINION and attempt.peer_mark == CHEAT_MARK:
        raise Refused(_("Cheating that was upheld is a matter for an appeal, not for a second opinion."))
    try:
        with transaction.atomic():
            objection = Objection.objects.create(
                attempt=attempt,
                kind=kind,
                by=by,
                reason=reason.strip()[:LONGEST_REASON],
                price=price_of(kind, cohort),
            )
    except IntegrityError:
        raise Refused(_("Your team has asked for this already.")) from None
    deposits.put_aside(objection, cohort)
    news.objected(objection)
    if kind == Kind.SECOND_OPINION:
        Extra.objects.create(attempt=attempt, cause=Extra.Cause.SECOND_OPINION)
    return objection


def _check(attempt: Attempt, *, by: User, reason: str) -> Cohort:
    """Raises Refused with why this person cannot object now."""
    if not attempt.team.memberships.filter(user=by).exists():
        raise Refused(_("Only members of the team object to its mark."))
    last, evaluation = until(attempt), _any_evaluation(attempt)
    if last is None or evaluation is None:
        raise Refused(_("There is no mark by peers yet."))
    if timezone.now() > last:
        raise Refused(_("The time to object is over."))
    if not reason.strip():
        raise Refused(_("Say what you do not agree with: whoever looks again will read it."))
    return evaluation.cohort


@transaction.atomic
def weigh(evaluation: Evaluation) -> Objection | None:
    """A further evaluation is in: it ends the second opinion that asked for it, and the mark follows.

    The team was right when the new mark stands above the mean of the others by what the cohort agreed on.
    """
    attempt, cohort = evaluation.attempt, evaluation.cohort
    objection = attempt.objections.filter(kind=Kind.SECOND_OPINION, state=State.OPEN).first()
    others = list(attempt.evaluations.filter(state=Evaluation.State.DONE).exclude(pk=evaluation.pk))
    if objection is None or evaluation.mark is None or not others:
        return None
    gap = evaluation.mark - evaluations.mean_of(others)
    right = gap >= settings_of(cohort).second_opinion_margin
    text = _("The further evaluation gave %(mark)d; the others together %(mean)d.")
    told = text % {"mark": evaluation.mark, "mean": evaluation.mark - gap}
    _end(objection, cohort, right=right, by=None, answer=told)
    peer_mark = evaluations.peer_mark(attempt)
    if peer_mark is not None:
        corrections.recount(attempt, peer_mark=peer_mark, cause=Cause.SECOND_OPINION, reason=told)
    return objection


@transaction.atomic
def decide(
    objection: Objection, *, by: User, upheld: bool, reason: str, mark: int | None = None
) -> Objection:
    """Staff answer an appeal, or a second opinion that nobody gave. `mark` is what the attempt then gets.

    Raises Refused.
    """
    if not by.is_staff:
        raise Refused(_("Only staff answer objections."))
    if not reason.strip():
        raise Refused(_("Say why: both sides will read it."))
    evaluation = _any_evaluation(objection.attempt)
    if evaluation is None or evaluation.evaluator_id == by.pk:
        raise Refused(_("Somebody else of the staff answers this one."))
    ledger.lock(evaluation.cohort)
    _end(objection, evaluation.cohort, right=upheld, by=by, answer=reason.strip())
    acts.write(
        acts.Kind.OBJECTION,
        by=by,
        people=objection.attempt.team.members.all(),
        cohort=evaluation.cohort,
        what=objection.attempt.title,
        ref=objection,
        reason=reason,
        before={"state": State.OPEN},
        after={"state": objection.state},
    )
    if objection.kind == Kind.SECOND_OPINION:
        _call_off_extra(objection.attempt)
    if upheld and mark is not None:
        corrections.override(objection.attempt, mark=mark, by=by, reason=reason, cause=Cause.APPEAL)
    return objection


def _call_off_extra(attempt: Attempt) -> None:
    """Nobody needs to look again. One that is booked already takes place all the same."""
    if evaluations.missing(attempt):
        attempt.extras.filter(cause=Extra.Cause.SECOND_OPINION).delete()


def _end(objection: Objection, cohort: Cohort, *, right: bool, by: User | None, answer: str) -> None:
    state = State.UPHELD if right else State.REJECTED
    ended = {"state": state, "ended_at": timezone.now(), "decided_by": by, "answer": answer}
    if not Objection.objects.filter(pk=objection.pk, state=State.OPEN).update(**ended):
        raise Refused(_("This objection has been answered already."))
    objection.refresh_from_db()
    (deposits.give_back if right else deposits.keep)(objection, cohort, by=by)
    news.objection_ended(objection)
    announce.people_changed(objection.attempt.team.memberships.values_list("user_id", flat=True))
