"""What people hand in, as pinned trees: references, with the bonus and without, and wrong solutions."""

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from grader.judges.stage import Planned
from grader.local_tree import read_tree
from grader.sandbox import Files
from grader.task import Task
from grader.wrong import full, read_wrong
from projects import trees


@dataclass(frozen=True, eq=False)  # each is itself alone, so that what is known of it can be kept
class Solution:
    name: str
    digest: str  # of its tree
    files: int
    size: int  # bytes
    fails: frozenset[str] = frozenset()  # stage/case
    first: str = ""  # a file to talk about
    lines: int = 1  # of that file
    has_bonus: bool = False


@dataclass(frozen=True, eq=False)  # each is itself alone, so that what is known of it can be kept
class Shelf:
    """The solutions of one project, or of one exercise of an exam."""

    task: Task
    right: Solution
    plain: Solution  # right, without the bonus
    wrong: tuple[Solution, ...]

    def some_wrong(self, rng: np.random.Generator) -> Solution:
        return self.wrong[int(rng.integers(len(self.wrong)))]


def shelf(folder: Path) -> Shelf:
    """Raises BadFolder."""
    reference, task = read_tree(folder / "reference"), Task.from_folder(folder)
    wrong = [
        _kept(one.name, one.tree, frozenset(map(full, one.about.fails)))
        for one in read_wrong(folder, reference)
    ]
    bonus = frozenset(f"{one.stage}/{one.name}" for one in plan(task) if one.bonus)
    plain = _kept("without the bonus", reference, bonus)
    right = replace(_kept("reference", reference), has_bonus=True)
    return Shelf(task, right, plain, tuple(wrong or [_unfinished(reference, task)]))


def _unfinished(reference: Files, task: Task) -> Solution:
    return _kept("unfinished", reference, frozenset(f"{one.stage}/{one.name}" for one in plan(task)))


def plan(task: Task) -> list[Planned]:
    return [one for stage in task.stages for one in stage.plan()]


def _kept(name: str, tree: Files, fails: frozenset[str] = frozenset()) -> Solution:
    pinned = trees.keep(dict(tree))
    first = max(tree, key=lambda path: (path.endswith((".py", ".c", ".sh")), len(tree[path][0])))
    lines = tree[first][0].count(b"\n") or 1
    return Solution(name, pinned.digest, pinned.files, pinned.bytes, fails, first, lines)
