"""What a rehearsal says, as rows for a table and as curves for a picture."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

WIDTH, HEIGHT, MARGIN = 640, 260, 36
LONGEST = 96.0  # hours that the curve shows


@dataclass(frozen=True)
class Line:
    label: Any
    key: str
    unit: str = ""  # h: hours; %: a share
    places: int = 1

    def number(self, result: Mapping[str, Any]) -> float:
        return float(result[self.key]) * (100 if self.unit == "%" else 1)

    def value(self, result: Mapping[str, Any]) -> str:
        unit = {"%": "%", "h": "\N{NO-BREAK SPACE}h"}.get(self.unit, "")
        return f"{self.number(result):.{self.places}f}{unit}"


LINES = (
    Line(_("wait, median (working hours)"), "working_median", "h"),
    Line(_("wait, 95 of 100 (working hours)"), "working_p95", "h"),
    Line(_("waited more than three days (weekends out)"), "working_starved", "%"),
    Line(_("wait, median (calendar hours)"), "wait_median", "h"),
    Line(_("wait, 95 of 100 (calendar hours)"), "wait_p95", "h"),
    Line(_("waited more than three days"), "starved", "%"),
    Line(_("inequality of points (Gini)"), "points_gini", places=2),
    Line(_("people without a point"), "points_none", "%"),
    Line(_("inequality of work (Gini)"), "load_gini", places=2),
    Line(_("the same pair within 60 days"), "pairs_repeated", "%"),
    Line(_("returned favours within 30 days"), "favours_returned", "%"),
    Line(_("replaced within the hour after a no-show"), "recovered_in_the_hour", "%", 0),
    Line(_("projects finished, mean"), "projects_mean"),
    Line(_("projects finished, slowest tenth"), "projects_p10"),
    Line(_("evaluations"), "evaluations", places=0),
    Line(_("no-shows"), "misses", places=0),
)


def curve(waits: Sequence[float]) -> str:
    """The points of an SVG polyline: which share of the attempts had waited at most so long."""
    count = len(waits) or 1
    points = [(0.0, 0.0), *((min(hour, LONGEST), (n + 1) / count) for n, hour in enumerate(waits))]
    step = max(1, len(points) // 200)
    shown = [*points[::step], points[-1]]
    return " ".join(f"{_x(hour):.1f},{_y(share):.1f}" for hour, share in shown)


def _x(hour: float) -> float:
    return MARGIN + (WIDTH - 2 * MARGIN) * hour / LONGEST


def _y(share: float) -> float:
    return HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * share


@dataclass(frozen=True)
class Mark:
    """A line of the grid with its label."""

    at: float
    label: str


def hours() -> list[Mark]:
    return [Mark(_x(hour), f"{hour}") for hour in range(0, int(LONGEST) + 1, 24)]


def shares() -> list[Mark]:
    return [Mark(_y(percent / 100), f"{percent}%") for percent in (0, 50, 95)]
