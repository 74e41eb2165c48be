"""The `exam:` part of project.yaml and the exercises it draws from, each in a folder of its own."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, model_validator

from .source import BadFolder, Bilingual, Name, Written, read
from .subjects import LANGUAGES, PathName, read_subject

FULL_MARKS = 100
MIN_EXERCISE = 120  # characters of a subject: an exercise is short, but it is one


class Wait(Written):
    """Seconds without a hand-in after a failure: `first`, then `factor` times as long, at most `most`."""

    first: Annotated[int, Field(ge=1, le=3600)] = 60
    factor: Annotated[int, Field(ge=1, le=4)] = 2
    most: Annotated[int, Field(ge=1, le=7200)] = 1800


class Step(Written):
    """What passing one exercise of the pool is worth."""

    marks: Annotated[int, Field(ge=1, le=FULL_MARKS)]
    exercises: Annotated[tuple[Name, ...], Field(min_length=1)]


class Exam(Written):
    """A timed sitting: one exercise of each step, the next one when the one before is passed."""

    minutes: Annotated[int, Field(ge=1, le=600)]
    wait: Wait = Wait()
    steps: Annotated[tuple[Step, ...], Field(min_length=1, max_length=20)]

    @model_validator(mode="after")
    def check_steps(self) -> Self:
        total = sum(step.marks for step in self.steps)
        if total != FULL_MARKS:
            raise ValueError(f"the marks of the steps add up to {total}; make it {FULL_MARKS}")
        names = self.names
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(f"{twice[0]} is drawn in two places")
        return self

    @property
    def names(self) -> list[str]:
        return [name for step in self.steps for name in step.exercises]


class ExerciseFile(Written):
    """Everything in `exercise.yaml`."""

    title: Bilingual
    files: Annotated[tuple[PathName, ...], Field(min_length=1)]  # must be in the hand-in


@dataclass(frozen=True)
class Exercise:
    path: Path
    file: ExerciseFile
    subjects: dict[str, str]  # language code → Markdown

    @property
    def name(self) -> str:
        return self.path.name


def read_exercises(folder: Path, exam: Exam) -> dict[str, Exercise]:
    """The exercises of an exam by name, in the order of its steps. Raises BadFolder."""
    return {name: read_exercise(folder / "exercises" / name) for name in exam.names}


def read_exercise(path: Path) -> Exercise:
    """Raises BadFolder with file, line and reason."""
    if not path.is_dir():
        raise BadFolder(path, 0, "there is no such exercise")
    file = read(path / "exercise.yaml", ExerciseFile)
    subjects = {code: read_subject(path / f"subject.{code}.md", least=MIN_EXERCISE) for code in LANGUAGES}
    return Exercise(path, file, subjects)
