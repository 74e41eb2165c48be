"""`{{ fault|fault_in_words }}`: what staff can do about a fault of ours, in their language.

The grader knows no languages: its own words stay beside it as they are, for whoever searches for them.
"""

import re

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# The first that is found in a fault says what it is: grader.sandbox and grader.images raise them.
WORDS = tuple(
    (re.compile(pattern, re.IGNORECASE), words)
    for pattern, words in (
        (
            r"is not built|no such image",
            gettext_lazy("An image is missing there: run python -m grader.images."),
        ),
        (r"no space left", gettext_lazy("The disk there is full: make room, the grader goes on by itself.")),
        (r"out of memory: True", gettext_lazy("The machine had no memory left for a box.")),
        (
            r"\bCould not |engine does not answer",
            gettext_lazy("The Docker engine does not answer: look whether it runs there."),
        ),
        (
            r"\bThe engine refused",
            gettext_lazy("The Docker engine answers, but refuses what the grader asks."),
        ),
        (r"this machine is|which the engine lacks", gettext_lazy("That machine cannot run what was asked.")),
        (r"\bjudge\b", gettext_lazy("A judge did not come to an end: look at the folder of the project.")),
        (r"\bbox\b|\bprogram\b", gettext_lazy("A box did not do what it should; the run is tried again.")),
    )
)

register = template.Library()


@register.filter
def fault_in_words(fault: str) -> str:
    found = (words for pattern, words in WORDS if pattern.search(fault))
    return str(next(found, None) or _("Something failed on our side."))
