"""A friendly word to a trainee about an alarm, in their language: what was seen, and no blame."""

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from academy.notices.telling import tell
from academy.people.models import User

from ..models import Rule, Step


def proposed(person: User, rule: Rule) -> str:
    """What staff may send as it is or change."""
    with translation.override(person.language):
        sentences = {
            Rule.QUIET: _("We have not seen a hand-in of yours for a while. Is something in your way?"),
            Rule.PACE: _("Your pace has become slower lately. Shall we look together at what is next?"),
            Rule.TRIES: _("You have tried one project several times. Would an hour with a mentor help?"),
            Rule.GIVING: _("Others wait for an evaluator. Opening one hour would help them and earn points."),
            Rule.UNSEEN: _("We have not seen you for some days. Are you well?"),
        }
        return sentences[rule]


def send(step: Step) -> None:
    """It also stands among what is kept about the person, where it can be read again."""
    tell(
        [step.enrolment.user_id],
        "nudge",
        key=f"step-{step.pk}",
        url=reverse("people:record"),
        text=step.text,
    )
