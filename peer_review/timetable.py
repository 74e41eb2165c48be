"""A person's week, cut into quarter hours for the calendar page."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from academy.people.models import User

from . import quarters, slots
from .models import Evaluation, Presence, Slot

DAY_BEGINS, DAY_ENDS = 8, 24  # hours shown unless somebody works at night


@dataclass(frozen=True)
class Cell:
    """A quarter hour, or an evaluation that takes several; see templates/components/_slot.html.

    state: past · closed (too near or too far) · free · open (offered) · mine (I evaluate) · busy (my team is)
    """

    value: int  # its quarter
    starts_at: datetime  # local
    state: str
    span: int = 1
    evaluation: Evaluation | None = None
    conflict: bool = False  # too short to be a slot

    @property
    def label(self) -> str:
        return date_format(self.starts_at, pgettext("date format", "j M, H:i"))

    @property
    def title(self) -> str:
        return self.evaluation.team.project.title if self.evaluation else ""

    @property
    def note(self) -> str:
        if self.evaluation is None:
            return ""
        return _("you evaluate") if self.state == "mine" else _("you are evaluated")

    @property
    def url(self) -> str:
        return self.evaluation.get_absolute_url() if self.evaluation else ""


@dataclass(frozen=True)
class Day:
    date: date
    today: bool
    cells: list[Cell]


@dataclass(frozen=True)
class Week:
    monday: date
    days: list[Day]
    hours: range
    all_hours: bool
    offered: set[int]

    @property
    def conflict(self) -> bool:
        return any(cell.conflict for day in self.days for cell in day.cells)

    @property
    def before(self) -> date:
        return self.monday - timedelta(days=7)

    @property
    def after(self) -> date:
        return self.monday + timedelta(days=7)

    @property
    def is_last(self) -> bool:
        """Nothing can be opened after this week."""
        return self.after > (timezone.localtime() + slots.LATEST).date()

    @property
    def open(self) -> list[int]:
        """The quarters on this page that are offered and free: what a change is a change from."""
        shown = (cell for day in self.days for cell in day.cells if cell.state in ("open", "free"))
        return [cell.value for cell in shown if cell.value in self.offered]


def week(user: User, *, around: date, all_hours: bool = False, chosen: Collection[int] | None = None) -> Week:
    """The seven days from Monday on, in the active time zone, with what this person offers and has promised.

    `chosen` draws a choice that could not be saved, instead of what is offered. On a day when clocks change,
    the hour that happens twice is shown once, the one left out is closed.
    """
    monday = around - timedelta(days=around.weekday())
    first = quarters.at(_local(monday, time()))
    span = range(first, quarters.at(_local(monday + timedelta(days=7), time())))
    offered, taken = _offered(user, span), _promised(user, span)
    all_hours = all_hours or any(
        timezone.localtime(quarters.start(q)).hour < DAY_BEGINS for q in offered | taken.keys()
    )
    hours = range(24) if all_hours else range(DAY_BEGINS, DAY_ENDS)
    dates = [monday + timedelta(days=number) for number in range(7)]
    today, lit = timezone.localdate(), offered if chosen is None else set(chosen)
    mine = {quarter for quarter, one in taken.items() if one.evaluator_id == user.pk}
    lone = set() if chosen is None else _lone(lit | mine) - _lone(offered | mine)
    days = [Day(day, day == today, _cells(day, hours, lit, lone, taken, user)) for day in dates]
    return Week(monday, days, hours, all_hours, offered)


def _local(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, tzinfo=timezone.get_current_timezone())


def _offered(user: User, span: range) -> set[int]:
    rows = Slot.objects.filter(evaluator=user, quarter__range=(span.start, span.stop - 1))
    return set(rows.values_list("quarter", flat=True))


def _promised(user: User, span: range) -> dict[int, Evaluation]:
    rows = Presence.objects.filter(user=user, quarter__range=(span.start, span.stop - 1))
    return {row.quarter: row.evaluation for row in rows.select_related("evaluation__team__project")}


def _cells(
    day: date, hours: range, lit: set[int], lone: set[int], taken: dict[int, Evaluation], user: User
) -> list[Cell]:
    now, window = quarters.at(timezone.now()), slots.window(timezone.now())
    cells: list[Cell] = []
    for clock in (time(hour, minute) for hour in hours for minute in range(0, 60, quarters.MINUTES)):
        starts_at = _local(day, clock)
        quarter = quarters.at(starts_at)
        evaluation = taken.get(quarter)
        if evaluation is None:
            state = _state(quarter, clock, lit, now, window)
            cells.append(Cell(quarter, starts_at, state, conflict=quarter in lone))
        elif not cells or cells[-1].evaluation != evaluation:
            span = sum(1 for taken_quarter in evaluation.span if taken_quarter >= quarter)
            state = "mine" if evaluation.evaluator_id == user.pk else "busy"
            cells.append(Cell(quarter, starts_at, state, span, evaluation))
    return cells


def _lone(offered: set[int]) -> set[int]:
    """Quarters with none beside them: too short to be a slot."""
    return {quarter for quarter in offered if not {quarter - 1, quarter + 1} & offered}


def _state(quarter: int, clock: time, lit: set[int], now: int, window: range) -> str:
    if quarter <= now:
        return "past"
    if quarter in lit:
        return "open"
    exists = timezone.localtime(quarters.start(quarter)).time() == clock
    return "free" if quarter in window and exists else "closed"
