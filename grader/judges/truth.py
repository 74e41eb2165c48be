"""The hidden labels of a metric stage: a CSV of ours with a line per row, which never enters the box.

Columns: `label`; `split` (public or private) and `group` where the stage needs them. For rankings a label is
`item=gain item=gain …`.
"""

import csv
import hashlib
import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import Field

from projects.folder.source import Written

from .scorers import Form

Part = Literal["public", "private"]
COLUMNS = {"label", "split", "group"}


class Split(Written):
    """Which rows are public, drawn by a seed."""

    public: Annotated[float, Field(ge=0.05, le=0.95)]
    seed: int


@dataclass(frozen=True)
class Truth:
    labels: tuple[Any, ...]  # by form: the number of a class, a number, or item → gain
    classes: tuple[str, ...]
    parts: tuple[Part | None, ...]  # None: there is no split
    groups: tuple[str, ...]

    def rows(self, part: Part) -> list[int]:
        """The numbers of the rows that are in a part; all of them where nothing was split."""
        return [row for row, own in enumerate(self.parts) if own in (part, None)]


@lru_cache(maxsize=16)
def read(content: bytes, form: Form, classes: tuple[str, ...], split: Split | None) -> Truth:
    """Raises ValueError with what is wrong with the file. `classes` in order; without them, as sorted."""
    table = list(csv.DictReader(io.StringIO(content.decode("utf-8")), strict=True))
    if not table or "label" not in table[0] or not set(table[0]) <= COLUMNS:
        raise ValueError("it needs a head with the column label, and may have split and group")
    if any(None in row.values() for row in table):
        raise ValueError("a line is too short")
    raw = [row["label"] for row in table]
    names = classes or (tuple(sorted(set(raw))) if form in ("labels", "scores", "probabilities") else ())
    labels = tuple(_label(text, form, names) for text in raw)
    return Truth(labels, names, tuple(_parts(table, split)), tuple(row.get("group", "") for row in table))


def _label(text: str, form: Form, classes: tuple[str, ...]) -> Any:
    if form == "numbers":
        return _number(text)
    if form == "ranking":
        gains = {item: _number(gain) for item, _, gain in (pair.partition("=") for pair in text.split())}
        if not any(gain > 0 for gain in gains.values()):
            raise ValueError(f"in {text[:40]!r} no item is worth anything")
        return gains
    if form == "clusters":
        return text
    if text not in classes:
        raise ValueError(f"{text[:40]!r} is none of the classes")
    return classes.index(text)


def _number(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(f"{text} is not finite")
    return value


def _parts(table: Sequence[dict[str, str]], split: Split | None) -> list[Part | None]:
    if "split" in table[0]:
        if split:
            raise ValueError("it has a column split already")
        return [_part(row["split"]) for row in table]
    if split is None:
        return [None] * len(table)
    drawn = sorted(range(len(table)), key=lambda row: _lot(split.seed, row))
    public = set(drawn[: max(1, round(split.public * len(table)))])
    return ["public" if row in public else "private" for row in range(len(table))]


def _part(text: str) -> Part:
    if text == "public":
        return "public"
    if text == "private":
        return "private"
    raise ValueError(f"split is {text[:40]!r}, neither public nor private")


def _lot(seed: int, row: int) -> bytes:
    """The same in every version of Python, which random promises for few of its functions."""
    return hashlib.sha256(f"{seed}:{row}".encode()).digest()
