"""Where the lines of a radar run: a drawing of the server, so that it needs no script."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from projects.skills import Skill

MOST, FEWEST = 8, 5  # axes
RADIUS, LABELS = 100, 116
LONG = 14  # letters of a label beside a small drawing


@dataclass(frozen=True)
class Axis:
    skill: Skill
    x: float
    y: float
    label_x: float
    label_y: float
    anchor: str

    @property
    def words(self) -> list[tuple[str, str]]:
        """The lines of the label with how far each is below the one before: a long one is broken."""
        lines = self.skill.title.split() if len(self.skill.title) > LONG else [self.skill.title]
        up = -0.6 * (len(lines) - 1)
        return [(line, f"{up if number == 0 else 1.2}em") for number, line in enumerate(lines)]


@dataclass(frozen=True)
class Radar:
    axes: list[Axis]
    area: str  # the points of the shape
    rings: list[str]
    edge: int  # XP at the rim: those of the strongest skill


def radar(skills: Sequence[Skill]) -> Radar | None:
    """The strongest skills in the order of names; None where a shape would say nothing.

    `skills` come as `skills.of` gives them, the strongest first.
    """
    earned = sum(skill.xp > 0 for skill in skills)
    shown = sorted(skills[: max(FEWEST, min(MOST, earned))], key=lambda skill: skill.title)
    edge = max((skill.xp for skill in shown), default=0)
    if edge <= 0 or len(shown) < FEWEST:
        return None
    count = len(shown)
    axes = [_axis(skill, number, count) for number, skill in enumerate(shown)]
    rings = [_points([RADIUS * part / 4] * count) for part in (1, 2, 3, 4)]
    return Radar(axes, _points([max(0, skill.xp) * RADIUS / edge for skill in shown]), rings, edge)


def _axis(skill: Skill, number: int, count: int) -> Axis:
    (x, y), (label_x, label_y) = _at(number, count, RADIUS), _at(number, count, LABELS)
    anchor = "middle" if abs(label_x) < 12 else "start" if label_x > 0 else "end"
    return Axis(skill, x, y, label_x, label_y + 4, anchor)


def _at(number: int, count: int, distance: float) -> tuple[float, float]:
    angle = 2 * math.pi * number / count - math.pi / 2
    return round(distance * math.cos(angle), 1), round(distance * math.sin(angle), 1)


def _points(distances: Sequence[float]) -> str:
    at = (_at(number, len(distances), distance) for number, distance in enumerate(distances))
    return " ".join(f"{x},{y}" for x, y in at)
