"""Cases that are made anew for each run, by Python of the author's in the second box.

The seed of the run decides what is made, so the same seed makes the same cases.
"""

import hashlib
from typing import Any

from pydantic import ValidationError

from grader.shown import one_line
from projects.folder.source import Written

from . import values
from .author import AuthorFault
from .bench import Bench
from .stage import Planned, Words


class Made(Written):
    """What a maker gives for an `io` case."""

    args: Words = ()
    stdin: str = ""
    expect: str | None = None


def made(maker: str, function: str, given: dict[str, Any], planned: Planned, bench: Bench) -> Made:
    """What `function(seed, given)` of the maker gives for this case. Raises AuthorFault."""
    seed = seed_of(bench.seed, planned)
    with bench.author(maker) as code:
        found = code.call(function, seed, given)
    try:
        return Made.model_validate(found)
    except ValidationError as error:
        text, reason = one_line(values.written(found)), error.errors(include_url=False)[0]["msg"]
        raise AuthorFault(f"{maker}: {function}({seed}, …) made no case: {text}: {reason}") from None


def seed_of(run: int, planned: Planned) -> int:
    """Each case of a run has its own."""
    digest = hashlib.sha256(f"{run}/{planned.stage}/{planned.name}".encode()).digest()
    return int.from_bytes(digest[:6], "big")
