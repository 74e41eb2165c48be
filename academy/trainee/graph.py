"""The curriculum graph: places and ways of an SVG picture, worked out on the server."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.contrib.auth.decorators import login_required
from django.contrib.humanize.templatetags.humanize import intcomma
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from projects import obstacles
from projects.locks import Lock
from projects.models import Attempt
from projects.standing import Place, Standing, State, standing_of

from .access import SignedIn

# All in units of the picture's own coordinate system.
STEP_X, STEP_Y = 220, 160
MARGIN_X, TOP, BOTTOM = 110, 112, 100
ABOVE, BELOW, BESIDE = 40, 84, 36  # from the centre of a column to its rim; below it stand two lines of text
ARC = 118  # from the centre of a circle's column to the points that bend an arc


@dataclass(frozen=True)
class Node:
    place: Place
    x: int
    y: int
    obstacles: list[Lock] = field(default_factory=list)

    @property
    def state(self) -> str:
        """How the column is drawn: locked, open, working, evaluating, validated or failed."""
        if self.place.state is State.UNDER_WAY:
            waits = self.place.current and self.place.current.state != Attempt.State.OPEN
            return "evaluating" if waits else "working"
        if self.place.state is State.OPEN and self.obstacles:
            return "locked"
        return str(self.place.state)

    @property
    def words(self) -> str:
        """The state for somebody who does not see the picture."""
        return {
            "locked": _("Locked"),
            "open": _("Open"),
            "working": _("In progress"),
            "evaluating": _("Under evaluation"),
            "validated": _("Validated"),
            "failed": _("Not validated"),
        }[self.state]

    @property
    def note(self) -> str:
        hours = ngettext("%(hours)d hour", "%(hours)d hours", self.place.project.hours)
        facts = [f"{intcomma(self.place.project.xp)} XP", hours % {"hours": self.place.project.hours}]
        if self.place.best_mark is not None:
            facts.insert(0, _("mark %(mark)d") % {"mark": self.place.best_mark})
        return " · ".join(facts)

    @property
    def track(self) -> str:
        """Where it belongs to a track: `chosen`, `other`, or `free` while none is chosen."""
        if not self.place.project.track:
            return ""
        if not self.place.track:
            return "free"
        return "other" if self.place.of_another_track else "chosen"

    @cached_property
    def locks(self) -> list[Lock]:
        """All that keeps the person from it now."""
        return [*(self.place.locks if self.place.state is State.LOCKED else []), *self.obstacles]

    @property
    def said(self) -> str:
        """The whole for somebody who does not see the picture; it begins with the words that stand in it."""
        shown = " ".join(filter(None, [self.place.project.track_title, self.place.project.title, self.note]))
        return ". ".join([shown, self.words, *map(str, self.locks)])


@dataclass(frozen=True)
class Circle:
    """One circle of the curriculum: a strip of the picture, and a part of the list."""

    number: int
    nodes: list[Node]
    left: int

    @property
    def lock(self) -> Lock | None:
        """What keeps the whole circle closed."""
        of_all = [lock for node in self.nodes for lock in node.locks if lock.circle is not None]
        return of_all[0] if of_all else None

    @property
    def has_tracks(self) -> bool:
        return any(node.track for node in self.nodes)


@dataclass(frozen=True)
class Edge:
    start: Node
    end: Node

    @property
    def lit(self) -> bool:
        return self.start.place.validated

    @property
    def path(self) -> str:
        """To the next circle a curve; within a circle a line, or an arc around what stands between."""
        (x1, y1), (x2, y2) = (self.start.x, self.start.y), (self.end.x, self.end.y)
        if x1 != x2:
            left, right = x1 + BESIDE, x2 - BESIDE
            middle = (left + right) // 2
            return f"M{left} {y1}C{middle} {y1} {middle} {y2} {right} {y2}"
        if y2 - y1 == STEP_Y:
            return f"M{x1} {y1 + BELOW}V{y2 - ABOVE}"
        rim, far = x1 - BESIDE, x1 - ARC
        return f"M{rim} {y1}C{far} {y1} {far} {y2} {rim} {y2}"


@dataclass(frozen=True)
class Graph:
    circles: list[Circle]
    edges: list[Edge]
    width: int
    height: int

    @property
    def nodes(self) -> list[Node]:
        return [node for circle in self.circles for node in circle.nodes]


def draw(standing: Standing) -> Graph:
    """Circles from left to right, the projects of a circle from top to bottom in their order."""
    kept, by_circle = obstacles.of(standing), sorted(standing.circles().items())
    rows = max((len(places) for _circle, places in by_circle), default=1)
    circles = [
        Circle(number, _column(places, index, rows, kept), STEP_X * index)
        for index, (number, places) in enumerate(by_circle)
    ]
    height = TOP + STEP_Y * (rows - 1) + BOTTOM
    return Graph(circles, _edges(circles), STEP_X * max(1, len(circles)), height)


def _column(places: list[Place], index: int, rows: int, kept: dict[str, list[Lock]]) -> list[Node]:
    """In the middle of the picture's height."""
    x, top = MARGIN_X + STEP_X * index, TOP + STEP_Y * (rows - len(places)) // 2
    return [Node(p, x, top + STEP_Y * row, kept[p.project.slug]) for row, p in enumerate(places)]


def _edges(circles: list[Circle]) -> list[Edge]:
    """Within a circle and from the one before. Farther ones say nothing: circles open in order anyway."""
    by_id = {node.place.project.pk: node for circle in circles for node in circle.nodes}
    return [
        Edge(by_id[required.pk], node)
        for node in by_id.values()
        for required in node.place.project.requires.all()
        if required.pk in by_id and required.circle >= node.place.project.circle - 1
    ]


@login_required
def graph(request: SignedIn) -> HttpResponse:
    standing = standing_of(request.user)
    context: dict[str, Any] = {"standing": standing, "graph": draw(standing)}
    return render(request, "trainee/graph.html", context)
