"""Tables of what staff watch for, decide and sign."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from academy.certificates.models import Certificate
from academy.people import act_words
from academy.people.models import Cohort
from academy.rehearsal import told

from ..attention import matters, narrowing, steps
from ..cohort import log
from ..models import Step
from .kinds import Asked, Kind

DIGITS = 2


def _attention(cohort: Cohort, asked: Asked) -> Iterator[Sequence[Any]]:
    narrowed = narrowing.Asked.of(asked)
    for matter in filter(narrowed.fits, steps.matters(cohort)):
        finding, enrolment = matter.finding, matter.finding.enrolment
        yield [
            enrolment.user.login,
            enrolment.user.name,
            enrolment.school_class.number if enrolment.school_class else None,
            str(finding.rule.label),
            finding.why,
            finding.since,
            "; ".join(_in_words(step) for step in matter.done),
            matter.rests_until,
            str(matter.next.label) if matter.next else None,
        ]


def _faults(cohort: Cohort, _asked: Asked) -> Iterator[Sequence[Any]]:
    for one in matters.of(cohort):
        yield [one.who, one.why, one.since]


def _in_words(step: Step) -> str:
    return f"{step.get_kind_display()}, {date_format(step.at, 'DATE_FORMAT')}, {step.by.display_name}"


def _steps(cohort: Cohort, _asked: Asked) -> Iterator[Sequence[Any]]:
    rows = Step.objects.filter(enrolment__cohort=cohort).select_related("enrolment__user", "by")
    for step in rows:
        yield [
            step.at,
            step.enrolment.user.login,
            step.enrolment.user.name,
            step.get_rule_display(),
            step.get_kind_display(),
            step.held_on,
            step.by.login,
            step.taken_back_at,
        ]


def _alarms(cohort: Cohort, _asked: Asked) -> Iterator[Sequence[Any]]:
    for one in steps.precision(cohort):
        yield [str(one.rule.label), one.judged, one.false, one.percent]


def _log(cohort: Cohort, asked: Asked) -> Iterator[Sequence[Any]]:
    names = log.words()
    for act in log.rows(cohort, asked):
        words = act_words.told(act, names)
        yield [
            act.at,
            act.by.login,
            act.get_kind_display(),
            ", ".join(person.login for person in act.people.all()),
            act.what,
            "; ".join(words.changes),
            act.reason,
        ]


def _rehearsals(cohort: Cohort, _asked: Asked) -> Iterator[Sequence[Any]]:
    """A line for each way of playing it: with the rules as they are, and with the others."""
    names = log.words()
    for one in cohort.rehearsals.select_related("asked_by"):
        changes = [f"{names.get(name, name)}: {value}" for name, value in one.changes.items()]
        ways = [gettext("The rules as they are"), "; ".join(changes) or gettext("42's rule")]
        about = [one.asked_at, one.asked_by.login, one.people, one.days, one.get_state_display()]
        for way, result in zip_longest(ways, one.results or []):
            numbers = [line.number(result) if result else None for line in told.LINES]
            yield [*about, way, *[None if number is None else round(number, DIGITS) for number in numbers]]


def _measures(_cohort: Cohort) -> list[str]:
    return [f"{line.label} [{line.unit}]" if line.unit else str(line.label) for line in told.LINES]


def _certificates(cohort: Cohort, _asked: Asked) -> Iterator[Sequence[Any]]:
    rows = Certificate.objects.filter(enrolment__cohort=cohort)
    for one in rows.select_related("enrolment__user", "issued_by", "revoked_by"):
        yield [
            one.number,
            one.enrolment.user.login,
            one.name,
            one.level,
            one.validated,
            one.issued_at,
            one.issued_by.login,
            one.revoked_at,
            one.revoked_by.login if one.revoked_by else None,
            one.reason,
        ]


KINDS = {
    "attention": Kind(
        _("Attention"),
        _("Every open alarm with its reason, since when, what was done and what comes next."),
        (
            _("Login"),
            _("Name"),
            _("Class"),
            _("Rule"),
            _("Why"),
            _("Since"),
            _("What was done"),
            _("Given time until"),
            _("Next step"),
        ),
        _attention,
    ),
    "faults": Kind(
        _("To decide or to mend"),
        _("What waits for the staff now: decisions, broken runs, teams without an evaluator."),
        (_("Who"), _("Why"), _("Since")),
        _faults,
    ),
    "steps": Kind(
        _("Steps"),
        _("Every message, note, talk, freeze and false alarm, without what was said."),
        (
            _("Time"),
            _("Login"),
            _("Name"),
            _("Rule"),
            _("Step"),
            _("Day of the talk"),
            _("By"),
            _("Taken back"),
        ),
        _steps,
    ),
    "alarms": Kind(
        _("Precision of the rules"),
        _("How often each rule was right, and how often it was a false alarm."),
        (_("Rule"), _("Alarms handled"), _("False alarms"), _("Precision in percent")),
        _alarms,
    ),
    "log": Kind(
        _("Log of the staff"),
        _("Who did what to whom, when and why."),
        (_("Time"), _("By"), _("Act"), _("Trainees"), _("About"), _("What changed"), _("Reason")),
        _log,
    ),
    "rehearsals": Kind(
        _("Rehearsals"),
        _("What each rehearsal of the rules measured, a line for each way of playing it."),
        (_("Time"), _("By"), _("People"), _("Length in days"), _("State"), _("Rules")),
        _rehearsals,
        _measures,
    ),
    "certificates": Kind(
        _("Certificates"),
        _("Every certificate, also those that were revoked, without the codes that check them."),
        (
            _("Number"),
            _("Login"),
            _("Name"),
            _("Level"),
            _("Projects validated"),
            _("Issued"),
            _("Issued by"),
            _("Revoked"),
            _("Revoked by"),
            _("Reason"),
        ),
        _certificates,
    ),
}
