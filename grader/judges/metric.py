"""`metric`: a program predicts, and what it predicts is scored here against labels that never enter the box.

Each case is a line that the score must reach. A visible case looks at the public rows, a hidden one at the
private rows. Models are trained, kept and loaded in the box alone.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import Annotated, Any, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from grader.report import CaseResult, Detail
from grader.report import say as _
from grader.sandbox import Ended
from grader.shown import shown
from projects.folder.source import Written

from . import predictions, second
from .author import Author, AuthorFault
from .bench import Bench, stopped, unfetched
from .measuring import OWN, Groups, OwnScore, Ruler, Sheet
from .scorers import SCORERS, Form, Scorer, load
from .stage import (
    CaseFile,
    CaseFilePath,
    Command,
    Limits,
    Planned,
    SomeLimits,
    StageOfCases,
    Where,
    WorkPath,
    usage,
)
from .truth import Split, Truth
from .truth import read as read_truth

ScorerName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Settings = dict[str, Annotated[float, Field(ge=0, le=10_000)]]
TRAINING = "training"  # the case that the training is
MOST_LOG = 2000  # characters of what a program said that broke off


class Training(Written):
    """A program that runs before the rows to predict are there; what it leaves in the folder stays."""

    command: Command
    given: dict[WorkPath, CaseFilePath] = {}
    limits: SomeLimits | None = None


class OwnScorer(Written):
    """Python of the author's: `score(labels, predictions)` gives a number."""

    file: CaseFilePath
    form: Form
    greater: bool


class Case(CaseFile):
    at: float
    scorer: ScorerName | None = None  # another one than the stage's
    settings: Settings = Field(alias="with", default={})
    groups: Groups | None = None
    step: Annotated[float, Field(gt=0, le=1000)] | None = None
    decides: bool = True

    @model_validator(mode="after")
    def check_foreign_keys(self) -> Self:
        if self.limits or self.files:
            raise ValueError("the program runs once for all cases: limits and files belong to the stage")
        if self.name == TRAINING:
            raise ValueError(f"{TRAINING} is the name of the case that the training is")
        return self


class Stage(StageOfCases):
    kind: Literal["metric"]
    train: Training | None = None
    command: Command
    given: dict[WorkPath, CaseFilePath] = {}
    predictions: WorkPath | None = None  # the file it writes; without one, its stdout
    labels: CaseFilePath
    classes: tuple[str, ...] = ()
    form: Form | None = None
    scorer: ScorerName
    settings: Settings = Field(alias="with", default={})
    own_scorer: OwnScorer | None = None
    step: Annotated[float, Field(gt=0, le=1000)] = 0.01
    split: Split | None = None
    cases: Annotated[tuple[Case, ...], Field(min_length=1, max_length=50)]

    @model_validator(mode="after")
    def check_scorers(self) -> Self:
        for number, case in enumerate(self.cases):
            ruler = self.ruler(case)
            if reason := ruler.mistake(self.shape):
                raise ValueError(f"cases.{number}: {reason}")
        if all(case.hidden for case in self.cases):
            raise ValueError("one case must be visible: a hand-in is checked before it is closed")
        return self

    @property
    def overall(self) -> Ruler:
        """What the leaderboard shows."""
        return Ruler(self.scorer, self.settings, self.step, own=self._own)

    def ruler(self, case: Case) -> Ruler:
        own = case.scorer is not None
        return Ruler(
            scorer=case.scorer or self.scorer,
            settings=case.settings if own else {**self.settings, **case.settings},
            at=case.at,
            step=case.step or self.step,
            groups=case.groups,
            own=self._own,
        )

    @property
    def _own(self) -> Scorer | None:
        own = self.own_scorer
        return Scorer(OWN, own.form, own.greater) if own else None

    @property
    def second_image(self) -> str:
        return second.IMAGE if self.own_scorer else ""

    @property
    def least(self) -> float | None:
        """What no prediction may go below, so that every score is defined."""
        named = {self.scorer, *(case.scorer for case in self.cases if case.scorer)}
        floors = (SCORERS[name].least for name in named & SCORERS.keys())
        return max((floor for floor in floors if floor is not None), default=None)

    @property
    def at_once(self) -> bool:
        return True

    @property
    def shape(self) -> Form:
        """What one prediction looks like. An unknown scorer is told with its case."""
        scorer = self._own if self.scorer == OWN else SCORERS.get(self.scorer)
        return self.form or (scorer.form if scorer else "numbers")

    def plan(self) -> tuple[Planned, ...]:
        training = (Planned(stage=self.name, name=TRAINING, weight=0),) if self.train else ()
        cases = (replace(planned, decides=planned.case.decides) for planned in super().plan())
        return (*training, *cases)

    def nearer(self, planned: Planned) -> SomeLimits | None:
        return self.train.limits if self.train and planned.name == TRAINING else super().nearer(planned)

    def named_files(self) -> Iterator[tuple[Where, str]]:
        yield ("labels",), self.labels
        if self.own_scorer:
            yield ("own_scorer", "file"), self.own_scorer.file
        for inside, path in self.given.items():
            yield ("given", inside), path
        for inside, path in self.train.given.items() if self.train else ():
            yield ("train", "given", inside), path

    def mistakes(self, files: Mapping[str, bytes]) -> Iterator[tuple[Where, str]]:
        try:
            found = self.truth(files)
        except ValueError as error:
            yield ("labels",), f"{self.labels}: {error}"
            return
        if self.labels in {*self.given.values(), *(self.train.given.values() if self.train else ())}:
            yield ("labels",), "the labels would be given to the program"
        for number, case in enumerate(self.cases):
            if reason := self.ruler(case).unfit(found, "private" if case.hidden else "public"):
                yield ("cases", number), f"{self.labels}: {reason}"

    def truth(self, files: Mapping[str, bytes]) -> Truth:
        return read_truth(files[self.labels], self.shape, self.classes, self.split)


def judge(stage: Stage, planned: Sequence[Planned], bench: Bench) -> Iterator[CaseResult]:
    """Run once, then measure against every line. Training comes first and is a case of its own."""
    load([ruler.scorer for ruler in (stage.overall, *map(stage.ruler, stage.cases))])
    bench.box.back()
    waiting = list(planned)
    if stage.train:
        trained = _train(stage.train, stage, waiting.pop(0), bench)
        yield trained
        if not trained.passed:
            message = _("Not run, because the training failed.")
            yield from [one.result("not_run", message=message) for one in waiting]
            return
    bench.box.put(bench.given(stage.given))
    ended = bench.run(stage.command, stage=stage)
    for number, result in enumerate(_measured(stage, waiting, ended, bench)):
        # The program ran once, so what it used stands with the first case alone.
        yield result if number else replace(result, usage=usage(ended))


def _train(train: Training, stage: Stage, planned: Planned, bench: Bench) -> CaseResult:
    bench.box.put(bench.given(train.given))
    ended = bench.run(train.command, stage=stage, case=train.limits)
    return _broken_off(planned, ended, bench.limits_for(stage, train.limits)) or planned.result(
        "passed", ended=ended
    )


def _measured(stage: Stage, planned: list[Planned], ended: Ended, bench: Bench) -> Iterator[CaseResult]:
    if broken := _broken_off(planned[0], ended, bench.limits_for(stage)):
        for one in planned:
            yield one.result(broken.outcome, message=broken.message, details=broken.details)
        return
    truth = stage.truth(bench.files)
    try:
        found = predictions.read(
            _written(stage, ended, bench),
            form=stage.shape,
            rows=len(truth.labels),
            classes=truth.classes,
            least=stage.least,
        )
    except predictions.Refused as refused:
        for one in planned:
            yield one.result("wrong", message=refused.said)
        return
    with _own_score(stage, bench) as own:
        yield from _against(stage, planned, Sheet(truth, found, stage.shape, own))


@contextmanager
def _own_score(stage: Stage, bench: Bench) -> Iterator[OwnScore | None]:
    """Raises AuthorFault when it gives anything but a number."""
    if stage.own_scorer is None:
        yield None
        return
    with bench.author(stage.own_scorer.file) as code:
        yield partial(_called, code)


def _called(code: Author, labels: list[Any], predictions: list[Any]) -> float:
    value = code.call("score", labels, predictions)
    if type(value) not in (int, float):
        raise AuthorFault(f"{code.path}: score gave {type(value).__name__}, which is no number.")
    try:
        return float(value)
    except OverflowError:
        return math.inf  # not defined, like any other score that is not finite


def _against(stage: Stage, planned: list[Planned], sheet: Sheet) -> Iterator[CaseResult]:
    overall = stage.overall.measured(sheet)
    for number, one in enumerate(planned):
        ruler = stage.ruler(one.case)
        value = ruler.value(sheet, "private" if one.hidden else "public")
        result = one.result("passed" if ruler.reached(value) else "wrong", message=ruler.said(value))
        yield replace(result, measure=None if number else overall)


def _written(stage: Stage, ended: Ended, bench: Bench) -> bytes:
    """Raises predictions.Refused."""
    if stage.predictions is None:
        return ended.stdout
    content, problem = bench.box.fetch(stage.predictions, most=predictions.MOST_BYTES)
    if problem:
        raise predictions.Refused(unfetched(problem, stage.predictions))
    return content


def _broken_off(planned: Planned, ended: Ended, limits: Limits) -> CaseResult | None:
    said = (Detail("stderr", shown(ended.stderr[-MOST_LOG:])),) if ended.stderr else ()
    if unfinished := stopped(planned, ended, limits, said):
        return unfinished
    if ended.exit_status == 0:
        return None
    message = _("It ended with status %(got)s, not %(expected)s.", got=ended.exit_status or 0, expected=0)
    return planned.result("exited", message=message, details=said, ended=ended)
