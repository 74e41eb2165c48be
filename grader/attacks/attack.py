"""One attack: a folder with `attack.yaml` and what is handed in, and what it becomes in each kind."""

import runpy
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, field_validator

from grader.local_tree import read_tree
from grader.report import Outcome, Which
from grader.sandbox import Files
from grader.task import GRADING, Task
from projects.folder.source import Name, Words, Written, read

ABOUT, MAKER, TASKS = "attack.yaml", "make.py", "tasks"
DOORS = ("archive", "tree")  # where a hand-in is refused or taken before anything of it runs
Answer = Outcome | Literal["refused", "taken"]
Class = Literal["F", "L", "E", "D", "G"]  # forge, leak, escape, deny, game


class About(Written):
    """`attack.yaml`."""

    title: Words
    attack_class: Class = Field(alias="class")
    row: Annotated[int, Field(ge=1)] | None = None  # of the catalogue in docs/attack-corpus.md
    kinds: Annotated[tuple[Name, ...], Field(min_length=1)]
    outcome: dict[
        str, tuple[Answer, ...]
    ] = {}  # kind → what the cases may end with; "all" for the other kinds
    says: str = ""  # part of the sentence with which a door refuses it

    @field_validator("outcome", mode="before")
    @classmethod
    def spread(cls, value: Any) -> Any:
        """One outcome, several, or a mapping of kinds to them."""
        each = value if isinstance(value, dict) else {"all": value}
        return {kind: [found] if isinstance(found, str) else found for kind, found in each.items()}

    def allowed(self, kind: str) -> tuple[Answer, ...]:
        return self.outcome.get(kind) or self.outcome.get("all") or ("wrong",)


@dataclass(frozen=True)
class Attack:
    name: str
    folder: Path
    about: About

    @property
    def kinds(self) -> tuple[str, ...]:
        return self.about.kinds

    @property
    def which(self) -> Which:
        """One case is enough for what only costs time."""
        return "visible" if self.about.attack_class == "D" else "all"

    def task(self, kind: str) -> Task:
        """The task that the hand-in is for: that of the kind, or one of its own. Raises BadFolder."""
        own = (self.folder / GRADING).exists()
        return _read(self.folder if own else self._kind(kind))

    def hand_in(self, kind: str) -> Files:
        """The attack's files; where it is only a function, what calls it in this kind comes along."""
        own = {path: file for path, file in read_tree(self.folder).items() if not _is_ours(path)}
        if kind in DOORS or (self.folder / GRADING).exists():
            return own
        caller = read_tree(self._kind(kind) / "attacked")
        return {**caller, **own}

    def honest(self, kind: str) -> Files:
        """A hand-in that passes, for the neighbour."""
        return read_tree(self._kind(kind) / "honest")

    def honest_task(self, kind: str) -> Task:
        return _read(self._kind(kind))

    def maker(self) -> Callable[..., Any]:
        """The function `make` of make.py, for attacks whose bytes nobody wants to store."""
        make: Callable[..., Any] = runpy.run_path(str(self.folder / MAKER))["make"]
        return make

    def _kind(self, kind: str) -> Path:
        return self.folder.parent / TASKS / kind


@cache
def _read(folder: Path) -> Task:
    """Once, because so many attacks are on the same task. Raises BadFolder."""
    return Task.from_folder(folder)


def corpus(root: Path) -> list[Attack]:
    """All attacks, by name. Raises BadFolder."""
    found = sorted(path.parent for path in root.glob(f"*/{ABOUT}"))
    return [Attack(folder.name, folder, read(folder / ABOUT, About)) for folder in found]


def _is_ours(path: str) -> bool:
    return path in (ABOUT, MAKER, GRADING) or path.startswith("cases/")


def export(pairs: Iterable[tuple[Attack, str]], folder: Path) -> None:
    """Write each hand-in, and what an archive holds, so that another grader can be tried with them."""
    for attack, kind in pairs:
        if kind == "tree":
            continue  # a commit cannot be carried about as files
        place = folder / kind / attack.name
        files = {"upload": (attack.maker()(), False)} if kind == "archive" else attack.hand_in(kind)
        for path, (content, executable) in files.items():
            (place / path).parent.mkdir(parents=True, exist_ok=True)
            (place / path).write_bytes(content)
            (place / path).chmod(0o755 if executable else 0o644)
