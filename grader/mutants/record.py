"""`mutants.yaml` of a folder: what became of its mutants at the last look, and why some survived."""

import ast
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Annotated

from pydantic import Field, field_validator
from ruamel.yaml import YAML

from projects.folder.source import Words, Written, read

FILE = "mutants.yaml"
EXPLAIN_BELOW = 0.90  # of a folder: what survives has to be explained
ENOUGH = 0.95  # of the whole curriculum


class Survivor(Written):
    file: Words
    line: Annotated[int, Field(ge=1)]
    was: str
    now: str
    why: str = ""  # no case can or need catch it; by a human being

    @property
    def mistake(self) -> tuple[str, str, str]:
        return self.file, self.was, self.now


class Choice(Written):
    """A constant of a model that may as well be another one: another model is no mistake."""

    file: Words
    line: str
    why: Words

    @field_validator("line")
    @classmethod
    def is_constant(cls, line: str) -> str:
        if not _is_constant(line):
            raise ValueError("only a constant can be a choice, as in `STEPS, RATE = 400, 0.1`")
        return line


def _is_constant(line: str) -> bool:
    with suppress(SyntaxError, ValueError):
        match ast.parse(line).body:
            case [ast.Assign(value=value)]:
                ast.literal_eval(value)
                return True
    return False


class Record(Written):
    date: str  # as in 2026-11-28
    tool: Words
    seed: int
    made: Annotated[int, Field(ge=0)]  # all mutants of the reference
    tried: Annotated[int, Field(ge=0)]  # of these, drawn by the seed
    caught: Annotated[int, Field(ge=0)]
    left: Annotated[int, Field(ge=0)] = 0  # of those made, in the lines of `choices`, never tried
    survivors: tuple[Survivor, ...] = ()
    choices: tuple[Choice, ...] = ()

    @property
    def share(self) -> float:
        return self.caught / self.tried if self.tried else 1.0

    def __str__(self) -> str:
        left = f", {self.left} left" if self.left else ""
        return f"{self.caught} / {self.tried} = {self.share:.0%}{left}, {self.date}"

    @property
    def unexplained(self) -> tuple[Survivor, ...]:
        return tuple(one for one in self.survivors if not one.why) if self.share < EXPLAIN_BELOW else ()


def together(records: Iterable[Record | None]) -> Record | None:
    """The looks at several folders as one, as old as the oldest; each folder explains its own survivors."""
    there = [one for one in records if one]
    if not there:
        return None
    sums = {key: sum(getattr(one, key) for one in there) for key in ("made", "tried", "caught", "left")}
    return Record(date=min(one.date for one in there), tool=there[0].tool, seed=there[0].seed, **sums)


def last(folder: Path) -> Record | None:
    """Raises BadFolder."""
    return read(folder / FILE, Record) if (folder / FILE).exists() else None


def write(folder: Path, record: Record) -> None:
    """The reasons for survivors that are still there are kept. Raises BadFolder."""
    before = last(folder)
    known = {one.mistake: one.why for one in before.survivors} if before else {}
    data = record.model_dump(mode="json")
    for one, survivor in zip(data["survivors"], record.survivors, strict=True):
        one["why"] = survivor.why or known.get(survivor.mistake, "")
    yaml = YAML()
    yaml.width = 160
    with (folder / FILE).open("w", encoding="utf-8") as file:
        yaml.dump(data, file)
