"""A person's week, cut into quarter hours for the calendar page."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

from django.utils import timezone

from academy.people.models import User

from . import quarters, slots
from .models import Evaluation, Presence, Slot

DAY_BEGINS, DAY_ENDS = 8, 24  # hours shown unless somebody works at night
QUARTERS_AN_HOUR = 4


@dataclass(frozen=True)
class Cell:
    """A quarter hour, or an evaluation that takes several.

    state: past · closed (too near or too far) · free · open (offered) · mine (I evaluate) · busy (my team is)
    """

    quarter: int
    starts_at: datetime  # local
    state: str
    span: int = 1
    evaluation: Evaluation | None = None


@dataclass(frozen=True)
class Day:
    date: date
    is_today: bool
    cells: list[Cell]

    @property
    def offered(self) -> int:
        """Minutes offered and still free."""
        return quarters.MINUTES * sum(cell.state == "open" for cell in self.cells)


@dataclass(frozen=True)
class Week:
    monday: date
    days: list[Day]
    hours: range
    all_hours: bool

    @property
    def previous(self) -> date:
        return self.monday - timedelta(days=7)

    @property
    def next(self) -> date:
        return self.monday + timedelta(days=7)

    @property
    def is_first(self) -> bool:
        """Nothing can be opened before this week."""
        return self.days[-1].date <= timezone.localdate() or self.days[0].is_today

    @property
    def is_last(self) -> bool:
        return self.next > timezone.localdate() + slots.LATEST

    @cached_property
    def hour_rows(self) -> list[time]:
        return [time(hour) for hour in self.hours]


def week(user: User, *, around: date, all_hours: bool = False) -> Week:
    """The seven days from Monday on, in the active time zone, with what this person offers and has promised.

    On a day when clocks change, the hour that happens twice is shown once, the one left out is 'closed'.
    """
    monday = around - timedelta(days=around.weekday())
    first = quarters.at(_local(monday, time()))
    span = range(first, quarters.at(_local(monday + timedelta(days=7), time())))
    own = dict(_offered(user, span))
    taken = _promised(user, span)
    night = any(timezone.localtime(quarters.start(q)).hour < DAY_BEGINS for q in (*own, *taken))
    all_hours = all_hours or night
    hours = range(24) if all_hours else range(DAY_BEGINS, DAY_ENDS)
    dates = [monday + timedelta(days=number) for number in range(7)]
    days = [Day(day, day == timezone.localdate(), _cells(day, hours, own, taken)) for day in dates]
    return Week(monday, days, hours, all_hours)


def _local(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, tzinfo=timezone.get_current_timezone())


def _offered(user: User, span: range) -> list[tuple[int, int | None]]:
    rows = Slot.objects.filter(evaluator=user, quarter__range=(span.start, span.stop - 1))
    return list(rows.values_list("quarter", "evaluation"))


def _promised(user: User, span: range) -> dict[int, Evaluation]:
    rows = Presence.objects.filter(user=user, quarter__range=(span.start, span.stop - 1))
    return {row.quarter: row.evaluation for row in rows.select_related("evaluation__team__project")}


def _cells(day: date, hours: range, own: dict[int, int | None], taken: dict[int, Evaluation]) -> list[Cell]:
    now = quarters.at(timezone.now())
    may_open = slots.window(timezone.now())
    cells: list[Cell] = []
    for number in range(hours.start * QUARTERS_AN_HOUR, hours.stop * QUARTERS_AN_HOUR):
        starts_at = _local(day, time(number // 4, number % 4 * quarters.MINUTES))
        quarter = quarters.at(starts_at)
        evaluation = taken.get(quarter)
        if evaluation and cells and cells[-1].evaluation == evaluation:
            continue  # its first quarter has drawn it
        if evaluation:
            state = "mine" if quarter in own else "busy"
            span = sum(1 for q in evaluation.span if q >= quarter)
            cells.append(Cell(quarter, starts_at, state, span, evaluation))
        else:
            cells.append(Cell(quarter, starts_at, _state(quarter, starts_at, own, now, may_open)))
    return cells


def _state(quarter: int, starts_at: datetime, own: dict[int, int | None], now: int, may_open: range) -> str:
    if quarter <= now:
        return "past"
    if quarter in own:
        return "open"
    exists = timezone.localtime(quarters.start(quarter)).time() == starts_at.time()
    return "free" if quarter in may_open and exists else "closed"
