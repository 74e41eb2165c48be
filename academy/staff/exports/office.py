"""Tables of what staff watch for, decide and sign."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from academy.certificates.models import Certificate
from academy.people import act_words
from academy.people.models import Cohort

from ..attention import narrowing, steps
from ..cohort import log
from ..models import Step
from .kinds import Asked, Kind


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
        told = act_words.told(act, names)
        yield [
            act.at,
            act.by.login,
            act.get_kind_display(),
            ", ".join(person.login for person in act.people.all()),
            act.what,
            "; ".join(told.changes),
            act.reason,
        ]


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
