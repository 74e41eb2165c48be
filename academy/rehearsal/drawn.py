"""What a rehearsal says, as the parts of a picture: curves of waits and points, and bars side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .told import LINES, Line

WIDTH, HEIGHT, MARGIN = 640, 260, 36
LONGEST = 96.0  # hours that the curve shows
# What the bars compare, two in a row: starvation, points, load, pairs, projects.
BARS = (
    "working_starved",
    "points_none",
    "points_gini",
    "load_gini",
    "pairs_repeated",
    "favours_returned",
    "projects_mean",
    "projects_p10",
)
COLUMN, LENGTH, ROW, HEAD, PITCH = 320, 230, 64, 44, 17  # of the bars, in units of the drawing

Results = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Mark:
    """A line of the grid with its label."""

    at: float
    label: str


@dataclass(frozen=True)
class Bar:
    y: int
    length: float
    value: str

    @property
    def value_at(self) -> float:
        return self.length + 6


@dataclass(frozen=True)
class Bars:
    """One figure, with a bar for each rehearsal."""

    label: Any
    x: int
    y: int
    bars: list[Bar]


@dataclass(frozen=True)
class Picture:
    """Everything that is drawn of rehearsals that stand side by side."""

    names: list[Any]
    results: Results

    width, height, margin = WIDTH, HEIGHT, MARGIN
    bars_height = HEAD + ROW * (len(BARS) // 2)
    bars_top = 2 * HEIGHT
    whole_height = bars_top + bars_height

    def waits(self) -> list[tuple[Any, str]]:
        return [(name, curve(result["waits"])) for name, result in self._named()]

    def points(self) -> list[tuple[Any, str]]:
        """Points a head, week by week."""
        weeks, most = self._weeks(), self._most()
        return [
            (
                name,
                " ".join(
                    f"{_x(n / max(1, weeks - 1)):.1f},{_y(value / most):.1f}"
                    for n, value in enumerate(result["points_by_week"])
                ),
            )
            for name, result in self._named()
        ]

    def hours(self) -> list[Mark]:
        return [Mark(_x(hour / LONGEST), f"{hour}") for hour in range(0, int(LONGEST) + 1, 24)]

    def shares(self) -> list[Mark]:
        return [Mark(_y(percent / 100), f"{percent}%") for percent in (0, 50, 95)]

    def weeks(self) -> list[Mark]:
        weeks = self._weeks()
        step = max(1, round(weeks / 6))
        return [Mark(_x(n / max(1, weeks - 1)), f"{n + 1}") for n in range(0, weeks, step)]

    def heads(self) -> list[Mark]:
        most = self._most()
        return [Mark(_y(share), f"{share * most:g}") for share in (0, 0.5, 1)]

    def bars(self) -> list[Bars]:
        lines = {line.key: line for line in LINES}
        return [self._bars(place, lines[key]) for place, key in enumerate(BARS)]

    def _bars(self, place: int, line: Line) -> Bars:
        most = max((float(result[line.key]) for result in self.results), default=0) or 1.0
        found = [
            Bar(6 + PITCH * number, LENGTH * float(result[line.key]) / most, line.value(result))
            for number, result in enumerate(self.results)
        ]
        return Bars(line.label, COLUMN * (place % 2), HEAD + ROW * (place // 2), found)

    def _named(self) -> list[tuple[Any, Mapping[str, Any]]]:
        return list(zip(self.names, self.results, strict=False))

    def _weeks(self) -> int:
        return max((len(result["points_by_week"]) for result in self.results), default=0)

    def _most(self) -> float:
        """The top of the scale, an even number so that its half is a whole one."""
        most = max((value for result in self.results for value in result["points_by_week"]), default=0)
        return 2.0 * max(1, -(-most // 2))


def curve(waits: Sequence[float]) -> str:
    """The points of an SVG polyline: which share of the attempts had waited at most so long."""
    count = len(waits) or 1
    points = [(0.0, 0.0), *((min(hour, LONGEST), (n + 1) / count) for n, hour in enumerate(waits))]
    step = max(1, len(points) // 200)
    shown = [*points[::step], points[-1]]
    return " ".join(f"{_x(hour / LONGEST):.1f},{_y(share):.1f}" for hour, share in shown)


def _x(share: float) -> float:
    return MARGIN + (WIDTH - 2 * MARGIN) * share


def _y(share: float) -> float:
    return HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * share
