"""`project.yaml` and the subject texts: what a project asks for and what it is worth."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from .exam import Exam
from .pictures import read_pictures
from .source import BadFolder, Bilingual, Name, Written, read
from .subjects import LANGUAGES as LANGUAGES
from .subjects import PathName as PathName
from .subjects import read_subject


class TeamSize(Written):
    min: Annotated[int, Field(ge=1, le=10)] = 1
    max: Annotated[int, Field(ge=1, le=10)] = 1

    @model_validator(mode="after")
    def check_order(self) -> Self:
        if self.min > self.max:
            raise ValueError("min is larger than max")
        return self


class Evaluations(Written):
    """How many peers evaluate an attempt, for how long, and who may."""

    count: Annotated[int, Field(ge=0, le=5)]
    minutes: Literal[15, 30, 45, 60, 75, 90, 105, 120] = 30
    # senior: has passed this project, or staff, who are asked at once; validated: has passed it;
    # registered: has started it; anyone: every trainee
    evaluator: Literal["anyone", "registered", "validated", "senior"] = "anyone"
    min_level: Annotated[int, Field(ge=0, le=30)] = 0


class Marking(Written):
    """Weights and lines of the final mark, in points of 0..125."""

    pass_mark: Annotated[int, Field(ge=1, le=125)] = 80
    grader_pass: Annotated[int, Field(ge=0, le=100)] = 100
    grader_weight: Annotated[int, Field(ge=0, le=10)] = 1
    peer_weight: Annotated[int, Field(ge=0, le=10)] = 1
    must_pass_grader: bool = True


class Track(Written):
    """One of several ways through a circle: a trainee chooses one, the others stay closed."""

    name: Name
    title: Bilingual


class ProjectFile(Written):
    """Everything in `project.yaml`."""

    slug: Name
    title: Bilingual
    summary: Bilingual
    circle: Annotated[int, Field(ge=0, le=20)]
    position: Annotated[int, Field(ge=0, le=999)]
    xp: Annotated[int, Field(ge=1, le=100_000)]
    hours: Annotated[int, Field(ge=1, le=1000)]
    mandatory: bool = True
    requires: tuple[Name, ...] = ()
    skills: Annotated[tuple[Name, ...], Field(min_length=1)]
    files: tuple[PathName, ...] = ()  # of an exam its exercises say them
    team: TeamSize = TeamSize()
    evaluations: Evaluations
    marking: Marking = Marking()
    leaderboard: bool = False  # a page that ranks the teams by what their hand-ins score
    scored_per_day: Annotated[int, Field(ge=1, le=1000)] | None = (
        None  # hand-ins of a team; more are only kept
    )
    exam: Exam | None = None
    # Hours: it is open only in windows that staff set for a cohort, usually so long. None: always open.
    window_hours: Annotated[int, Field(ge=1, le=1000)] | None = None
    track: Track | None = None
    mentor: bool = False  # a mentor evaluates besides the peers, and a supervisor from outside fills a sheet
    retry_days: Annotated[tuple[Annotated[int, Field(ge=0, le=60)], ...], Field(min_length=1)] = (0, 1, 3, 7)

    @model_validator(mode="after")
    def check_itself(self) -> Self:
        if self.slug in self.requires:
            raise ValueError("a project cannot require itself")
        if any(".." in name.split("/") for name in self.files):
            raise ValueError("files: '..' is not allowed")
        if self.exam and (self.files or self.team.max > 1 or self.evaluations.count):
            raise ValueError("an exam is taken alone, is not evaluated, and its exercises name the files")
        if not self.exam and not self.files:
            raise ValueError("files: Field required")
        return self


@dataclass(frozen=True)
class Folder:
    """One project folder as its author wrote it."""

    path: Path
    project: ProjectFile
    subjects: dict[str, str]  # language code → Markdown
    pictures: dict[str, str]  # name → SVG


def read_folder(path: Path) -> Folder:
    """Read metadata and subjects. Raises BadFolder with file, line and reason."""
    project = read(path / "project.yaml", ProjectFile)
    if project.slug != path.name:
        raise BadFolder(path / "project.yaml", 0, f"slug is {project.slug!r} but the folder is {path.name!r}")
    subjects = {code: read_subject(path / f"subject.{code}.md") for code in LANGUAGES}
    return Folder(path, project, subjects, read_pictures(path, subjects.values()))
