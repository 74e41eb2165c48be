"""The ladder: a message first, then a note, a talk, a freeze. Or: a false alarm, until something changes."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academy.people import acts, doors, notes
from academy.people.models import Cohort, Note, User
from academy.people.refusals import Refused

from ..models import Rule, Step
from . import nudges, watch
from .watch import Finding

Kind = Step.Kind
ACTS = {
    Kind.NUDGE: acts.Kind.NUDGE,
    Kind.TALK: acts.Kind.TALK,
    Kind.DISMISSED: acts.Kind.FALSE_ALARM,
}


@dataclass(frozen=True)
class Matter:
    """One alarm with what was done about it."""

    finding: Finding
    done: list[Step]  # since it began, the oldest first
    patience: timedelta

    @property
    def next(self) -> Step.Kind | None:
        """The next rung; None when all were climbed."""
        done = {step.kind for step in self.done}
        return next((kind for kind in Step.LADDER if kind not in done), None)

    @property
    def rests_until(self) -> datetime | None:
        """Somebody has done something: give it this time."""
        until = self.done[-1].at + self.patience if self.done else None
        return until if until and until > timezone.now() else None


def matters(cohort: Cohort) -> list[Matter]:
    """Every alarm that nobody has dismissed, what waits for a step first, the longest first."""
    rules = watch.rules_of(cohort)
    found = watch.findings(cohort, rules, timezone.now())
    steps = _steps(cohort)
    patience = timedelta(days=rules.patience_days)
    open_ones = []
    for finding in found:
        own = steps[finding.enrolment.pk, finding.rule]
        if not any(step.kind == Kind.DISMISSED and step.key == finding.key for step in own):
            done = [step for step in own if step.at >= finding.since and step.kind != Kind.DISMISSED]
            open_ones.append(Matter(finding, done, patience))
    return sorted(open_ones, key=lambda matter: matter.rests_until is not None)


def _steps(cohort: Cohort) -> dict[tuple[int, str], list[Step]]:
    found: dict[tuple[int, str], list[Step]] = defaultdict(list)
    rows = Step.objects.filter(enrolment__cohort=cohort, taken_back_at=None).select_related("by")
    for step in rows:
        found[step.enrolment_id, step.rule].append(step)
    return found


@transaction.atomic
def take(matter: Matter, kind: Step.Kind, *, by: User, text: str, held_on: date | None = None) -> Step:
    """Do one step about an alarm. Raises Refused."""
    finding, text = matter.finding, text.strip()
    _check(matter, kind, by=by, text=text, held_on=held_on)
    step = Step(enrolment=finding.enrolment, rule=finding.rule, key=finding.key, kind=kind, text=text, by=by)
    step.held_on = held_on if kind == Kind.TALK else None
    try:
        with transaction.atomic():
            step.save()
    except IntegrityError:
        raise Refused(_("This alarm has been dismissed already.")) from None
    _carry_out(step)
    return step


def _check(matter: Matter, kind: Step.Kind, *, by: User, text: str, held_on: date | None) -> None:
    if not by.is_staff:
        raise Refused(_("Only staff do this."))
    if not text:
        raise Refused(_("Write why, or what was said."))
    if kind != Kind.DISMISSED and kind != matter.next:
        raise Refused(_("One step after the other: a message first, then a note, a talk, a freeze."))
    if kind == Kind.TALK and (held_on is None or held_on > timezone.localdate()):
        raise Refused(_("Say on which day you talked; it is not in the future."))


def _carry_out(step: Step) -> None:
    person, by, kind = step.enrolment.user, step.by, Kind(step.kind)
    if kind == Kind.NUDGE:
        notes.write(person, by=by, text=step.text, visibility=Note.Visibility.PERSON)
        nudges.send(step)
    elif kind in (Kind.NOTE, Kind.TALK):
        notes.write(person, by=by, text=step.text, visibility=Note.Visibility.STAFF)
    elif kind == Kind.FREEZE:
        doors.change(step.enrolment, "freeze", by=by, reason=step.text[:300])
    if kind in ACTS:
        _write_down(step, ACTS[kind])


def _write_down(step: Step, kind: acts.Kind) -> None:
    """What was said in a talk or in a message stands in a note; here only why an alarm was false."""
    after = {"rule": step.rule} | ({"held_on": step.held_on.isoformat()} if step.held_on else {})
    reason = step.text if step.kind == Kind.DISMISSED else ""
    people, cohort = [step.enrolment.user], step.enrolment.cohort
    acts.write(kind, by=step.by, people=people, cohort=cohort, ref=step, reason=reason, after=after)


@transaction.atomic
def take_back(step: Step, *, by: User, reason: str) -> None:
    """A dismissal was wrong: the alarm stands again. Raises Refused."""
    if not by.is_staff or not reason.strip():
        raise Refused(_("Say why."))
    standing = Step.objects.filter(pk=step.pk, kind=Kind.DISMISSED, taken_back_at=None)
    if not standing.update(taken_back_at=timezone.now()):
        raise Refused(_("This alarm stands already."))
    acts.write(
        acts.Kind.ALARM_BACK,
        by=by,
        people=[step.enrolment.user],
        cohort=step.enrolment.cohort,
        ref=step,
        reason=reason,
        after={"rule": step.rule},
    )


@dataclass(frozen=True)
class Precision:
    """How often a rule was right, among the alarms about which somebody did something."""

    rule: Rule
    judged: int
    false: int

    @property
    def percent(self) -> int | None:
        return (self.judged - self.false) * 100 // self.judged if self.judged else None


def precision(cohort: Cohort) -> list[Precision]:
    steps = Step.objects.filter(enrolment__cohort=cohort, taken_back_at=None)
    rows = list(steps.values_list("enrolment", "rule", "key", "kind"))
    return [_precision(rule, rows) for rule in Rule]


def _precision(rule: Rule, rows: Iterable[tuple[int, str, str, str]]) -> Precision:
    judged = {(who, key) for who, name, key, _kind in rows if name == rule}
    false = {(who, key) for who, name, key, kind in rows if name == rule and kind == Kind.DISMISSED}
    return Precision(rule, len(judged), len(false))
