"""`{% standing person %}`: level, achievements and validated projects, for people who may see the profile."""

from typing import Any

from django import template

from academy.people.models import User
from academy.people.zones import cohort_of
from peer_review import achievements
from projects import experience
from projects.standing import standing_of

register = template.Library()


@register.inclusion_tag("trainee/_standing.html")
def standing(person: User) -> dict[str, Any]:
    if person.role != User.Role.TRAINEE:
        return {}
    return {
        "level": experience.level_of(person, cohort_of(person)),
        "standing": standing_of(person),
        "achievements": [one.rule for one in achievements.of(person) if one.at],
    }
