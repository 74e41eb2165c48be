"""What the sides of an evaluation, and those who are asked for one, are told. Nobody is named in it."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.urls import reverse

from academy.notices.telling import tell, untold
from academy.notices.words import Word
from academy.people.models import User
from projects.models import Attempt
from projects.news import members_of, titles

from .models import Appeal, Entry, Evaluation, Hearing, Objection, Reschedule, StandbyCall, Waiting
from .models.ledger import Transfer

SOON = timedelta(hours=1)
HELPERS = (User.Role.STAFF, User.Role.MENTOR)
TOLD_POINTS = (
    Entry.Reason.STAFF,
    Entry.Reason.UNDO,
    Entry.Reason.FINE,
    Entry.Reason.DIVIDEND,
    Entry.Reason.RETURN,
)

State = Evaluation.State


def booked(evaluation: Evaluation, *, but: User | None = None) -> None:
    """Both sides, but for the one who has just done it."""
    _tell(evaluation, [evaluation.evaluator_id], "booked-to-give", but=but)
    _tell(evaluation, members_of(evaluation.team_id), "booked-to-get", but=but)


def ended(evaluation: Evaluation) -> None:
    """It has left the state 'booked': the side that did not do it is told."""
    state, by = State(evaluation.state), evaluation.ended_by
    team, evaluator = members_of(evaluation.team_id), [evaluation.evaluator_id]
    if state == State.CANCELLED_BY_TEAM:
        _tell(evaluation, evaluator, "cancelled-by-team", but=by)
    elif state == State.CANCELLED_BY_EVALUATOR:
        _tell(evaluation, team, "cancelled-by-evaluator", but=by)
    elif state == State.DONE:
        _tell(evaluation, team, "filled", but=by)
    elif state != State.REFERRED:
        _tell(evaluation, [*team, *evaluator], "missed", but=by)


def proposed(proposal: Reschedule) -> None:
    _tell_other_side(proposal, "other-time", at=proposal.to_at)


def turned_down(proposal: Reschedule) -> None:
    """The side that had proposed learns that the time stays."""
    evaluation = proposal.evaluation
    proposer = [evaluation.evaluator_id] if proposal.by_evaluator else members_of(evaluation.team_id)
    _tell(evaluation, proposer, "other-time-declined", key=f"declined:{proposal.pk}")


def moved(proposal: Reschedule, evaluation: Evaluation, *, by: User) -> None:
    people = [*members_of(evaluation.team_id), evaluation.evaluator_id]
    _tell(evaluation, people, "moved", key=f"move:{proposal.pk}", but=by)


def _tell_other_side(proposal: Reschedule, name: str, *, at: datetime) -> None:
    evaluation = proposal.evaluation
    other = members_of(evaluation.team_id) if proposal.by_evaluator else [evaluation.evaluator_id]
    _tell(evaluation, other, name, key=f"move:{proposal.pk}", at=at)


def soon(now: datetime) -> None:
    """Remind both sides of what begins within the hour; moved meanwhile, they are reminded anew."""
    booked = Evaluation.objects.filter(state=State.BOOKED, starts_at__gt=now, starts_at__lte=now + SOON)
    near = {f"{one.pk}:{one.starts_at.isoformat()}": one for one in booked.select_related("team__project")}
    for key in sorted(untold("soon-to-give", near)):
        evaluation = near[key]
        _tell(evaluation, [evaluation.evaluator_id], "soon-to-give", key=key)
        _tell(evaluation, members_of(evaluation.team_id), "soon-to-get", key=key)


def feedback_due(evaluation: Evaluation, until: datetime) -> None:
    _tell(evaluation, members_of(evaluation.team_id), "feedback-due", until=until)


def feedback_came(evaluation: Evaluation) -> None:
    _tell(evaluation, [evaluation.evaluator_id], "feedback-came")


def called(call: StandbyCall) -> None:
    evaluation = call.evaluation
    tell(
        [call.user_id],
        "called",
        key=f"call:{call.pk}",
        url=reverse("peer_review:standby"),
        project=titles(evaluation.team.project),
        at=evaluation.starts_at,
    )


def reported(hearing: Hearing) -> None:
    """The team is to be heard; the staff are to decide."""
    evaluation = hearing.evaluation
    _tell(evaluation, members_of(evaluation.team_id), "reported", until=hearing.answer_until)
    to_decide(f"report:{evaluation.pk}", evaluation.attempt, url=evaluation.get_absolute_url())


def report_decided(evaluation: Evaluation) -> None:
    people = [*members_of(evaluation.team_id), evaluation.evaluator_id]
    _tell(evaluation, people, "report-decided", but=evaluation.decided_by)


def objected(objection: Objection) -> None:
    """Appeals go to the staff; a second opinion goes to a peer."""
    if objection.kind == Objection.Kind.APPEAL:
        url = reverse("peer_review:mark", args=[objection.attempt_id])
        to_decide(f"objection:{objection.pk}", objection.attempt, url=url)


def objection_ended(objection: Objection) -> None:
    attempt = objection.attempt
    tell(
        members_of(attempt.team_id),
        "objection-decided",
        key=f"objection:{objection.pk}",
        url=reverse("peer_review:mark", args=[attempt.pk]),
        project=titles(attempt.team.project),
    )


def appealed(appeal: Appeal) -> None:
    to_decide(f"appeal:{appeal.pk}", appeal.evaluation.attempt, url=reverse("peer_review:appeals"))


def appeal_decided(appeal: Appeal) -> None:
    evaluation = appeal.evaluation
    side: Iterable[int] = [evaluation.evaluator_id]
    if evaluation.state == State.NO_SHOW_TEAM:
        side = members_of(evaluation.team_id)
    _tell(evaluation, side, "appeal-decided")


def to_decide(key: str, attempt: Attempt, *, url: str) -> None:
    """A decision waits for the staff."""
    tell(_with_role(User.Role.STAFF), "to-decide", key=key, url=url, project=titles(attempt.team.project))


def nobody_found(rows: Sequence[Waiting]) -> None:
    """Staff and mentors are asked for each of these teams, once."""
    by_key = {f"waiting:{row.pk}": row for row in rows}
    for key in sorted(untold("nobody-found", by_key)):
        _ask_helpers("nobody-found", key, by_key[key].attempt, since=by_key[key].asked_at)


def mentors_wanted(attempts: Sequence[Attempt]) -> None:
    """The same for projects that ask for a mentor."""
    by_key = {f"attempt:{attempt.pk}": attempt for attempt in attempts}
    for key in sorted(untold("mentor-wanted", by_key)):
        _ask_helpers("mentor-wanted", key, by_key[key])


def _ask_helpers(name: str, key: str, attempt: Attempt, **about: Word) -> None:
    url, project = reverse("peer_review:asked"), titles(attempt.team.project)
    tell(_with_role(*HELPERS), name, key=key, url=url, project=project, **about)


def points_moved(entry: Entry) -> None:
    """Of what evaluations cost and earn nobody is told: they were there."""
    if entry.reason not in TOLD_POINTS:
        return
    changes: dict[int, int] = {}
    for transfer in Transfer.objects.filter(entry=entry).select_related("source", "target"):
        for account, amount in ((transfer.source, -transfer.amount), (transfer.target, transfer.amount)):
            if account.user_id:
                changes[account.user_id] = changes.get(account.user_id, 0) + amount
    by_amount: dict[int, list[int]] = {}
    for person, change in changes.items():
        by_amount.setdefault(change, []).append(person)
    for change, people in by_amount.items():
        if change:
            tell(people, "points", key=f"entry:{entry.pk}", url=reverse("peer_review:points"), change=change)


def staff_alarm(key: str, cohort: str, text: str) -> None:
    tell(
        _with_role(User.Role.STAFF),
        "points-alarm",
        key=key,
        url=reverse("staff:cohorts"),
        cohort=cohort,
        text=text,
    )


def _with_role(*roles: str) -> list[int]:
    return list(User.objects.filter(role__in=roles, is_active=True).values_list("pk", flat=True))


def _tell(
    evaluation: Evaluation,
    people: Iterable[int],
    name: str,
    *,
    but: User | None = None,
    key: str = "",
    at: datetime | None = None,
    until: datetime | None = None,
) -> None:
    about = {"until": until} if until else {}
    tell(
        (person for person in people if but is None or person != but.pk),
        name,
        key=key or f"evaluation:{evaluation.pk}",
        url=evaluation.get_absolute_url(),
        project=titles(evaluation.team.project),
        at=at or evaluation.starts_at,
        **about,
    )
