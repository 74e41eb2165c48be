"""What stands between a person and a project, and what opens it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from .models import Project

if TYPE_CHECKING:
    from .standing import Place


@dataclass(frozen=True)
class Lock:
    """`text` says it whole. `lead` says it without the names of `opened_by`, which a page shows as links."""

    text: str
    lead: str = ""
    opened_by: tuple[Project, ...] = ()
    until: datetime | None = None  # it opens by itself then
    circle: int | None = None  # the circle that is closed, with everything in it

    def __str__(self) -> str:
        return self.text

    @property
    def nearest(self) -> list[Project]:
        """Of what opens it, that which can come first: the circles open in order."""
        first = min((project.circle for project in self.opened_by), default=0)
        return [project for project in self.opened_by if project.circle == first]

    @property
    def later(self) -> int:
        """How many come after the nearest."""
        return len(self.opened_by) - len(self.nearest)


def of(project: Project, places: Mapping[str, "Place"]) -> list[Lock]:
    """What the curriculum asks for before this project; empty when it is open."""
    found = [_track(places[project.slug]), _required(project, places), _tracks_before(project, places)]
    return [lock for lock in [*found, _circle(project, places)] if lock]


def _track(place: "Place") -> Lock | None:
    if not place.of_another_track:
        return None
    facts = {"track": place.project.track_title}
    if not place.track:
        return Lock(_("Choose a track first: %(track)s is one of them.") % facts)
    return Lock(_("You go another track; this project belongs to %(track)s.") % facts)


def _required(project: Project, places: Mapping[str, "Place"]) -> Lock | None:
    missing = tuple(other for other in project.requires.all() if not _validated(other, places))
    if not missing:
        return None
    text = _("Validate first: %(projects)s.") % {"projects": _titles(missing)}
    return Lock(text, _("Validate first"), missing)


def _before(project: Project, places: Mapping[str, "Place"]) -> list["Place"]:
    return [p for p in places.values() if p.project.circle < project.circle and p.project.mandatory]


def _tracks_before(project: Project, places: Mapping[str, "Place"]) -> Lock | None:
    undecided = [p for p in _before(project, places) if p.of_another_track and not p.track]
    if not undecided:
        return None
    text = _("Choose a track, and validate its project first.")
    return Lock(text, text, tuple(place.project for place in undecided))


def _circle(project: Project, places: Mapping[str, "Place"]) -> Lock | None:
    earlier = [p.project for p in _before(project, places) if not p.of_another_track]
    missing = tuple(other for other in earlier if not _validated(other, places))
    if not missing:
        return None
    facts = {"circle": project.circle, "projects": _titles(missing)}
    text = _("Circle %(circle)d opens when the circles before it are complete. Still missing: %(projects)s.")
    lead = _("Circle %(circle)d opens when the circles before it are complete. Still missing")
    return Lock(text % facts, lead % facts, missing, circle=project.circle)


def _validated(project: Project, places: Mapping[str, "Place"]) -> bool:
    place = places.get(project.slug)
    return place is None or place.validated  # a retired project locks nothing


def _titles(projects: Iterable[Project]) -> str:
    return ", ".join(project.title for project in projects)
