"""What somebody has trained: each project pays its XP to its skills in equal parts."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from academy.people.models import User

from .models import Project, XpEntry

TITLES = {
    "algorithms": _("Algorithms"),
    "c": "C",
    "communication": _("Communication"),
    "concurrency": _("Concurrency"),
    "control": _("Control"),
    "data": _("Data"),
    "data-analysis": _("Data analysis"),
    "deep-learning": _("Deep learning"),
    "machine-learning": _("Machine learning"),
    "memory": _("Memory"),
    "natural-language": _("Natural language"),
    "networks": _("Networks"),
    "problem-solving": _("Problem solving"),
    "public-service": _("Public service"),
    "python": "Python",
    "reinforcement-learning": _("Reinforcement learning"),
    "shell": _("Shell"),
    "statistics": _("Statistics"),
    "teamwork": _("Teamwork"),
    "time-series": _("Time series"),
    "unicode": _("Unicode"),
    "web": _("Web"),
}


@dataclass(frozen=True)
class Skill:
    name: str
    xp: int  # earned
    possible: int  # XP of the whole curriculum

    @property
    def title(self) -> str:
        return str(TITLES.get(self.name) or self.name.replace("-", " ").capitalize())

    @property
    def percent(self) -> int:
        return min(100, self.xp * 100 // self.possible) if self.possible else 0


def of(user: User) -> list[Skill]:
    """Every skill of the curriculum, the strongest first, then those with most to earn. Two queries."""
    possible, earned = Counter[str](), Counter[str]()
    for names, xp in Project.objects.filter(retired=False).values_list("skills", "xp"):
        _share(possible, names, xp)
    for names, amount in XpEntry.objects.filter(user=user).values_list("project__skills", "amount"):
        _share(earned, names, amount)
    known = {**possible, **earned}
    skills = [Skill(name, round(earned[name]), round(possible[name])) for name in known]
    return sorted(skills, key=lambda skill: (-skill.xp, -skill.possible, skill.name))


def _share(counter: "Counter[str]", names: list[str], xp: int) -> None:
    for name in names:
        counter[name] += xp / len(names)  # type: ignore[assignment]  # parts, rounded at the end
