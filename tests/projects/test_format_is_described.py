"""docs/project-format.md names every key that an author may write."""

import re
from pathlib import Path
from typing import get_args

import pytest
from pydantic import BaseModel

from grader.audience import Show
from grader.mutants.record import Record
from grader.task import TaskFile
from grader.wrong import WrongFile
from peer_review.sheet_file import Sheet
from projects.folder.exam import ExerciseFile
from projects.folder.project import ProjectFile

FORMAT = (Path(__file__).resolve().parents[2] / "docs" / "project-format.md").read_text(encoding="utf-8")
FILLED_IN = {"date", "tool", "seed", "made", "tried", "caught", "left"}  # of mutants.yaml, by the command


def keys(kind, seen=None):
    """Every key of a model and of the models in it, as authors write it."""
    seen = set() if seen is None else seen
    if not (isinstance(kind, type) and (issubclass(kind, BaseModel) or kind is Show)):
        return {key for inner in get_args(kind) for key in keys(inner, seen)}
    if kind in seen:
        return set()
    seen.add(kind)
    fields = kind.model_fields if issubclass(kind, BaseModel) else kind.__annotations__
    inner = [field.annotation for field in fields.values()] if issubclass(kind, BaseModel) else []
    named = {getattr(field, "alias", None) or name for name, field in fields.items()}
    return named | {key for each in inner for key in keys(each, seen)}


@pytest.mark.parametrize("file", [ProjectFile, TaskFile, WrongFile, Sheet, ExerciseFile, Record])
def test_every_key_of_a_file_is_described(file):
    described = {key for key in keys(file) if re.search(rf"\b{key}\b`?:", FORMAT) or f"`{key}`" in FORMAT}

    assert keys(file) - described - (FILLED_IN if file is Record else set()) == set()
