"""Tables that belong to no cohort: the grader's, and the file of one trainee."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from academy.people.models import User
from grader import figures

from ..file import timeline
from .kinds import Table, Value

Rows = list[Sequence[Value]]

DIGITS = 2
AT_ONCE = 5000  # lines of a file that are told together: more than a year has


def file_of(person: User, group: str) -> Table:
    """The whole line of time of a trainee, or one part of it."""
    head = [_("Time"), _("What"), _("About")]
    return Table(f"{person.login}-file", _("File"), head, _events(person, group))


def _events(person: User, group: str) -> Iterator[Sequence[Any]]:
    lines = list(timeline.index(person, group))
    for start in range(0, len(lines), AT_ONCE):
        for event in timeline.told(person, lines[start : start + AT_ONCE]):
            yield [event.time, event.title, event.text]


def times() -> Table:
    head = [_("Project"), _("Runs"), _("Wait"), _("Typically"), _("19 of 20 within")]
    rows: Rows = [
        [one.project.slug, one.runs, *(round(number, DIGITS) for number in (one.wait, one.typical, one.slow))]
        for one in figures.times()
    ]
    return Table("grader-times", _("Grading times by project"), head, rows)


def causes() -> Table:
    head = [_("Kind"), _("Cause"), _("Times"), _("Runs"), _("Last")]
    rows: Rows = [[one.kind, one.words, one.times, len(one.runs), one.last] for one in figures.causes()]
    return Table("grader-causes", _("Failures of ours by cause"), head, rows)


def lanes() -> Table:
    head = [_("Lane"), _("Purpose"), _("Waiting"), _("Running"), _("Oldest")]
    rows: Rows = [
        [one.number, ", ".join(one.purposes), one.waiting, one.running, one.oldest] for one in figures.lanes()
    ]
    return Table("grader-lanes", _("Queue"), head, rows)


GRADER: dict[str, Callable[[], Table]] = {"times": times, "causes": causes, "lanes": lanes}
