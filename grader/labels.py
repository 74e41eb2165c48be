"""What a run needs and a worker offers, so that both find each other: `gpu`, `large`.

Kept as one string of sorted names, which a query can compare: a worker takes runs whose names it has.
"""

import re
from collections.abc import Iterable
from itertools import chain, combinations

GPU = "gpu"
MOST = 6  # of one worker: its subsets go into a query
_NAME = re.compile(r"[a-z][a-z0-9-]{0,14}\Z")


class UnknownLabel(ValueError):
    """A label is a short name of small letters, digits and hyphens; a worker offers at most six."""

    def __str__(self) -> str:
        return f"{self.args[0]!r}: {self.__doc__}"


def joined(names: Iterable[str]) -> str:
    """`large, gpu` → `gpu,large`. Raises UnknownLabel."""
    found = sorted({name.strip() for name in names if name.strip()})
    for name in found:
        if not _NAME.match(name):
            raise UnknownLabel(name)
    if len(found) > MOST:
        raise UnknownLabel(",".join(found))
    return ",".join(found)


def parted(text: str) -> frozenset[str]:
    return frozenset(filter(None, text.split(",")))


def answered_by(offer: str) -> list[str]:
    """Every `needs` that a worker with this offer can answer."""
    names = sorted(parted(offer))
    subsets = chain.from_iterable(combinations(names, size) for size in range(len(names) + 1))
    return [",".join(subset) for subset in subsets]
