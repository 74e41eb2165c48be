"""How a cohort comes on against the calendar: levels week by week as bands, drawn by the server."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import accumulate
from statistics import quantiles

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from academy.people.access import staff_only
from academy.people.models import Cohort, User
from projects import experience, pace
from projects.models import XpEntry

from .sifting import Sift

WEEK = timedelta(days=7)
# The drawing, in its own units: room for the levels on the left and the names on the right.
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 960, 480, 34, 110, 12, 26
Point = tuple[float, float]


@dataclass(frozen=True)
class Line:
    """One trainee: the way so far, and where their name is written."""

    user: User
    points: str
    x: float
    y: float
    level: str


@dataclass(frozen=True)
class Tick:
    at: float
    label: str


@dataclass(frozen=True)
class Chart:
    width: int
    height: int
    left: int
    right: int
    bottom: int
    outer: str  # polygon from the least to the most
    inner: str  # from the lower to the upper quartile
    median: str
    plan: str
    lines: list[Line]
    levels: list[Tick]
    weeks: list[Tick]
    today: float
    summary: dict[str, float]  # the middle and the quartiles now, in levels


def level(xp: int, table: Sequence[int]) -> float:
    """With the way to the next one as a fraction."""
    found = experience.level_at(xp, table)
    return found.number + (found.percent / 100 if found.ceiling else 0)


def weekly(users: Sequence[User], weeks: Sequence[datetime], table: Sequence[int]) -> list[list[float]]:
    """The level of each person at the end of each week. One query."""
    earned: dict[int, list[int]] = defaultdict(lambda: [0] * len(weeks))
    entries = XpEntry.objects.filter(user__in=users).order_by().values_list("user", "created_at", "amount")
    for user, moment, amount in entries:
        week = max(0, -(-(moment - weeks[0]) // WEEK))
        if week < len(weeks):
            earned[user][week] += amount
    return [[level(xp, table) for xp in accumulate(earned[user.pk])] for user in users]


@dataclass(frozen=True)
class Scale:
    """Weeks and levels to units of the drawing."""

    weeks: int
    levels: int
    now: float  # nothing but the plan goes beyond it

    def x(self, week: float) -> float:
        return round(LEFT + (WIDTH - LEFT - RIGHT) * week / max(1, self.weeks), 1)

    def y(self, level: float) -> float:
        return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * level / max(1, self.levels), 1)

    def path(self, values: Sequence[float], until: float | None = None, digits: int = 1) -> str:
        last = self.now if until is None else until
        points = [
            (round(self.x(min(week, last)), digits), round(self.y(value), digits))
            for week, value in enumerate(values)
        ]
        return " ".join(f"{x:g},{y:g}" for x, y in _corners(points))

    def band(self, low: Sequence[float], high: Sequence[float]) -> str:
        return " ".join([self.path(low), *reversed(self.path(high).split())])


def _corners(points: Sequence[Point]) -> list[Point]:
    """Without those in the middle of a level stretch, as most weeks of slow trainees are."""
    return [
        point
        for before, point, after in zip([None, *points], points, [*points[1:], None], strict=False)
        if before is None or after is None or not before[1] == point[1] == after[1]
    ]


def weeks(cohort: Cohort, now: datetime) -> list[datetime]:
    """The first moment of the cohort, the end of each week that has passed, and now."""
    start = datetime.combine(cohort.starts_on, datetime.min.time(), tzinfo=cohort.zone)
    return [*(start + WEEK * week for week in range(int(_so_far(cohort, now)) + 1)), now]


def _whole(cohort: Cohort) -> int:
    return max(1, -(-(cohort.ends_on - cohort.starts_on) // WEEK))


def _so_far(cohort: Cohort, now: datetime) -> float:
    start = datetime.combine(cohort.starts_on, datetime.min.time(), tzinfo=cohort.zone)
    return max(0.0, min(float(_whole(cohort)), (now - start) / WEEK))


def cuts(ways: Sequence[Sequence[float]], moments: int) -> list[list[float]]:
    """Lower quartile, median and upper quartile at each moment."""
    return [_cuts(column) for column in _columns(ways, moments)]


def _columns(ways: Sequence[Sequence[float]], moments: int) -> list[list[float]]:
    return [sorted(column) for column in zip(*ways, strict=True)] or [[0.0]] * moments


def draw(cohort: Cohort, users: Sequence[User], now: datetime) -> Chart:
    moments, whole, so_far = weeks(cohort, now), _whole(cohort), _so_far(cohort, now)
    ways = weekly(users, moments, cohort.levels)
    scale = Scale(whole, len(cohort.levels) - 1, so_far)
    columns = _columns(ways, len(moments))
    cut = cuts(ways, len(moments))
    return Chart(
        WIDTH,
        HEIGHT,
        LEFT,
        WIDTH - RIGHT,
        HEIGHT - BOTTOM,
        outer=scale.band([column[0] for column in columns], [column[-1] for column in columns]),
        inner=scale.band([one[0] for one in cut], [one[2] for one in cut]),
        median=scale.path([one[1] for one in cut]),
        plan=scale.path([planned(7 * week, cohort) for week in range(whole + 1)], until=whole),
        lines=[_line(user, way, scale) for user, way in zip(users, ways, strict=True)],
        levels=[Tick(scale.y(number), str(number)) for number in range(0, len(cohort.levels), 3)],
        weeks=[Tick(scale.x(week), _day(cohort.starts_on, week)) for week in range(0, whole + 1, 4)],
        today=scale.x(so_far),
        summary={
            "low": cut[-1][0],
            "median": cut[-1][1],
            "high": cut[-1][2],
            "plan": planned(int(7 * so_far), cohort),
        },
    )


def _cuts(column: Sequence[float]) -> list[float]:
    """Lower quartile, median, upper quartile."""
    return quantiles(column, n=4, method="inclusive") if len(column) > 1 else [column[0]] * 3


def planned(day: int, cohort: Cohort) -> float:
    """The level of the calendar on a day, the first one being 0."""
    return level(pace.xp_on(day), cohort.levels)


def _day(first: date, week: int) -> str:
    day = first + WEEK * week
    return f"{day.month}/{day.day}"


def _line(user: User, way: Sequence[float], scale: Scale) -> Line:
    end = len(way) - 1
    return Line(
        user,
        scale.path(way, digits=0),
        scale.x(min(end, scale.now)) + 4,
        scale.y(way[-1]) + 4,
        f"{way[-1]:.2f}",
    )


@staff_only
def page(request: HttpRequest, slug: str) -> HttpResponse:
    """The band of everybody, or of one class, with each trainee as a line to look at."""
    cohort = get_object_or_404(Cohort.objects.prefetch_related("classes"), slug=slug)
    sift = Sift.of(request.GET)
    users = [enrolment.user for enrolment in sift.enrolments(cohort)]
    context = {"cohort": cohort, "sift": sift, "chart": draw(cohort, users, timezone.now())}
    template = "staff/_band.html" if request.headers.get("HX-Request") else "staff/progress.html"
    return render(request, template, context)
