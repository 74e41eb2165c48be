"""Where a person stands in the curriculum: what is validated, under way, open or locked, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from academy.people.models import User

from . import known_curriculum, locks, tracks
from .locks import Lock
from .models import Attempt, Membership, Project, Team


class State(StrEnum):
    VALIDATED = "validated"
    UNDER_WAY = "under-way"  # an attempt is open, being graded or under evaluation
    FAILED = "failed"  # tried, not validated, nothing under way
    OPEN = "open"
    LOCKED = "locked"


@dataclass
class Place:
    """A person's place at one project."""

    project: Project
    team: Team | None = None
    attempts: list[Attempt] = field(default_factory=list)  # oldest first
    track: str = ""  # that the person has chosen
    # All places of the same person, by slug.
    others: Mapping[str, "Place"] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def locks(self) -> list[Lock]:
        """What must happen before it opens. Worked out when asked for: few need that of all projects."""
        return locks.of(self.project, self.others)

    @property
    def of_another_track(self) -> bool:
        """Whether it is closed until its track is chosen."""
        return self.project.track not in ("", self.track)

    @property
    def best_mark(self) -> int | None:
        return max((attempt.mark for attempt in self.attempts if attempt.mark is not None), default=None)

    @property
    def validated(self) -> bool:
        return self.best_mark is not None and self.best_mark >= self.project.pass_mark

    @property
    def current(self) -> Attempt | None:
        return next((a for a in reversed(self.attempts) if a.state in Attempt.UNDER_WAY), None)

    @property
    def state(self) -> State:
        if self.current:
            return State.UNDER_WAY
        if self.validated:
            return State.VALIDATED
        if any(attempt.ended_at for attempt in self.attempts):
            return State.FAILED
        if self.team:
            return State.UNDER_WAY
        return State.LOCKED if self.locks else State.OPEN


@dataclass(frozen=True)
class Standing:
    user: User
    places: dict[str, Place]  # by slug, in the order of the curriculum

    @property
    def validated(self) -> list[Place]:
        return [place for place in self.places.values() if place.validated]

    @property
    def under_way(self) -> list[Place]:
        return [place for place in self.places.values() if place.state is State.UNDER_WAY]

    @property
    def open(self) -> list[Place]:
        return [place for place in self.places.values() if place.state is State.OPEN]

    def circles(self) -> dict[int, list[Place]]:
        found: dict[int, list[Place]] = {}
        for place in self.places.values():
            found.setdefault(place.project.circle, []).append(place)
        return found


def standing_of(user: User) -> Standing:
    """Four queries, five where there are tracks, however long the curriculum is."""
    projects = known_curriculum.projects()
    track = tracks.chosen(user) if any(project.track for project in projects) else ""
    places: dict[str, Place] = {}
    places.update((project.slug, Place(project, track=track, others=places)) for project in projects)
    by_project, by_team = {place.project.pk: place for place in places.values()}, {}
    for membership in Membership.objects.filter(user=user).select_related("team"):
        if place := by_project.get(membership.team.project_id):
            place.team, by_team[membership.team_id] = membership.team, place
            place.team.project = place.project
    for attempt in Attempt.objects.filter(team__in=by_team).order_by("number"):
        attempt.team = by_team[attempt.team_id].team  # type: ignore[assignment]
        by_team[attempt.team_id].attempts.append(attempt)
    return Standing(user, places)
