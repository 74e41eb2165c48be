"""The curriculum graph: places and lines of an SVG picture, worked out on the server."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render

from projects.models import Attempt
from projects.standing import Place, Standing, State, standing_of

from .access import SignedIn

# All in units of the picture's own coordinate system.
STEP_X, STEP_Y = 220, 200
MARGIN_X, MARGIN_Y = 130, 96
BELOW_LABEL = 88  # a line that leaves downwards begins under the two lines of text
ARC = 92  # from the centre of a row to the points that bend an arc
ABOVE, BESIDE = 40, 36  # from the centre of a column to its rim
PER_ROW = 5


@dataclass(frozen=True)
class Node:
    place: Place
    x: int
    y: int

    @property
    def state(self) -> str:
        """How the column is drawn: locked, open, working, evaluating, validated or failed."""
        if self.place.state is State.UNDER_WAY:
            waits = self.place.current and self.place.current.state != Attempt.State.OPEN
            return "evaluating" if waits else "working"
        return str(self.place.state)

    @property
    def note(self) -> str:
        mark = self.place.best_mark
        return f"{self.place.project.xp} XP" if mark is None else f"{mark} · {self.place.project.xp} XP"

    @property
    def said(self) -> str:
        """The whole for somebody who does not see the picture."""
        return ". ".join([self.place.project.title, self.note, *self.place.locks])


@dataclass(frozen=True)
class Band:
    """One circle of the curriculum and the rows that it takes."""

    circle: int
    top: int
    height: int

    @property
    def middle(self) -> int:
        return self.top + self.height // 2


@dataclass(frozen=True)
class Edge:
    x1: int
    y1: int
    x2: int
    y2: int
    lit: bool  # the project that it comes from is validated

    @property
    def path(self) -> str:
        """A curve that leaves downwards; in one row a line, or an arc over what stands between."""
        if self.y1 == self.y2 and abs(self.x2 - self.x1) > STEP_X:
            rim, top = self.y1 - ABOVE, self.y1 - ARC
            return f"M{self.x1} {rim}C{self.x1} {top} {self.x2} {top} {self.x2} {rim}"
        if self.y1 == self.y2:
            way = BESIDE if self.x2 > self.x1 else -BESIDE
            return f"M{self.x1 + way} {self.y1}H{self.x2 - way}"
        start, end = self.y1 + BELOW_LABEL, self.y2 - ABOVE
        middle = (start + end) // 2
        return f"M{self.x1} {start}C{self.x1} {middle} {self.x2} {middle} {self.x2} {end}"


@dataclass(frozen=True)
class Graph:
    nodes: list[Node]
    edges: list[Edge]
    bands: list[Band]
    width: int
    height: int


def draw(standing: Standing) -> Graph:
    """Circles from top to bottom, projects of a circle from left to right in their order."""
    nodes: list[Node] = []
    bands: list[Band] = []
    top = 0
    for circle, places in sorted(standing.circles().items()):
        rows = [places[start : start + PER_ROW] for start in range(0, len(places), PER_ROW)]
        bands.append(Band(circle, top, STEP_Y * len(rows)))
        for number, row in enumerate(rows):
            y = top + MARGIN_Y + number * STEP_Y
            nodes += [Node(place, MARGIN_X + STEP_X * index, y) for index, place in enumerate(row)]
        top += STEP_Y * len(rows)
    widest = min(PER_ROW, max(map(len, standing.circles().values()), default=1))
    width = 2 * MARGIN_X + STEP_X * (max(3, widest) - 1)
    return Graph(nodes, _edges(nodes), bands, width, top)


def _edges(nodes: list[Node]) -> list[Edge]:
    """Within a circle and from the one before. Farther ones say nothing: circles open in order anyway."""
    by_id = {node.place.project.pk: node for node in nodes}
    return [
        Edge(by_id[required.pk].x, by_id[required.pk].y, node.x, node.y, by_id[required.pk].place.validated)
        for node in nodes
        for required in node.place.project.requires.all()
        if required.pk in by_id and required.circle >= node.place.project.circle - 1
    ]


@login_required
def graph(request: SignedIn) -> HttpResponse:
    standing = standing_of(request.user)
    context: dict[str, Any] = {"standing": standing, "circles": standing.circles(), "graph": draw(standing)}
    return render(request, "trainee/graph.html", context)
