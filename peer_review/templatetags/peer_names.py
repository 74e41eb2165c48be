"""`{% evaluator_of evaluation as side %}` and `{% team_of … %}`: the only way to a name in templates."""

from typing import Any

from django import template

from ..models import Evaluation
from ..names import Shown, evaluator_for, team_for

register = template.Library()


@register.simple_tag(takes_context=True)
def evaluator_of(context: Any, evaluation: Evaluation) -> Shown:
    return evaluator_for(context["request"].user, evaluation)


@register.simple_tag(takes_context=True)
def team_of(context: Any, evaluation: Evaluation) -> Shown:
    return team_for(context["request"].user, evaluation)
