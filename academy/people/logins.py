"""The short public handles."""

import re
import unicodedata
from collections.abc import Container

from .models import Invitation, User

LONGEST = 20
SHORTEST = 2
# Words that would read as somebody with authority, or as a part of the site.
RESERVED = frozenset(
    """academy admin administrator anonymous api bitgoeul bot git grader help info me mentor moulinette new
    nobody null official profile root security staff support system trainee undefined www""".split()  # noqa: SIM905
)


def taken() -> set[str]:
    """Every login that nobody can have any more."""
    people = User.objects.values_list("login", flat=True)
    invited = Invitation.objects.waiting().values_list("login", flat=True)
    return {*RESERVED, *people, *invited}


def derive(email: str, *, taken: Container[str]) -> str:
    """A free login made from the part before the @: Min.Ji+ai@… becomes min-ji-ai, or min-ji-ai-2."""
    local = unicodedata.normalize("NFKD", email.partition("@")[0].lower())
    stem = re.sub(r"[^a-z0-9]+", "-", local).strip("-")
    if not stem[:1].isalpha():
        stem = f"p-{stem}".rstrip("-")
    if len(stem) < SHORTEST:
        stem = f"{stem}-1"
    stem = stem[:LONGEST].rstrip("-")
    login, number = stem, 1
    while login in taken:
        number += 1
        login = f"{stem[: LONGEST - len(str(number)) - 1].rstrip('-')}-{number}"
    return login
