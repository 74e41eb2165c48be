"""A run as a person may see it: what is known, what comes next, and only what the author allows."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import localize
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from academy import journey
from academy.people.models import User
from grader import audience, heard, runs, taskstore
from grader.audience import Audience
from grader.judges.stage import Limits, StageFile
from grader.models import CaseRow, Run, short_name
from grader.report import CaseResult
from grader.task import Task
from projects.refusals import Refused

from . import history, waiting
from .access import SignedIn, tell, visible_run
from .cases import Case, in_language
from .history import Happening
from .waiting import Waiting


@dataclass
class StageProgress:
    name: str
    title: str
    kind: str
    mandatory: bool
    planned: int
    cases: list[Case] = field(default_factory=list)

    @property
    def passed(self) -> int:
        return sum(case.result.passed for case in self.cases)

    @property
    def first_failed(self) -> Case | None:
        """The case that a page shows open: one at a time is enough to read."""
        return next((case for case in self.cases if case.state == "failed"), None)

    @property
    def missing(self) -> range:
        """A counter of the cases that are not judged yet."""
        return range(self.planned - len(self.cases))

    @property
    def state(self) -> str:
        if len(self.cases) < self.planned:
            return "waiting"
        if all(case.state == "not_run" for case in self.cases):
            return "not_run"
        return "passed" if self.passed == self.planned else "failed"


@dataclass
class Progress:
    run: Run
    stages: list[StageProgress]
    waiting: Waiting | None  # None when it is not queued
    history: list[Happening]
    may_cancel: bool
    staff: bool
    hidden_cases: int  # that only the final run looks at
    heard: CaseResult | None  # the case that runs now, with what its program wrote so far

    @property
    def position(self) -> int | None:
        return self.waiting.position if self.waiting else None

    @property
    def worker(self) -> str:
        """What a trainee may know of it, so that staff can tell which one is meant."""
        return short_name(self.run.worker)

    @property
    def done(self) -> int:
        return sum(len(stage.cases) for stage in self.stages)

    @property
    def planned(self) -> int:
        return sum(stage.planned for stage in self.stages)

    @property
    def ended_at(self) -> datetime | None:
        return self._told(self.run.ended_at)

    @property
    def seconds(self) -> float | None:
        begun, ended = self._told(self.run.started_at), self.ended_at
        return (ended - begun).total_seconds() if begun and ended else None

    @property
    def took(self) -> str:
        """How long it was judged, in words; to trainees no more exactly than its moments are told."""
        if self.seconds is None:
            return ""
        if self.staff or self.run.purpose == Run.Purpose.CHECK:
            return _("%(seconds)s s") % {"seconds": localize(round(self.seconds, 1))}
        about = _("about %(seconds)d s") if self.seconds else _("less than %(seconds)d s")
        return about % {"seconds": self.seconds or history.ROUGHLY}

    def _told(self, moment: datetime | None) -> datetime | None:
        return moment if moment is None or self.staff else history.told(self.run, moment)

    @property
    def percent(self) -> int:
        return self.done * 100 // max(1, self.planned)

    @property
    def progress_words(self) -> str:
        return _("%(done)d of %(planned)d") % {"done": self.done, "planned": self.planned}

    @property
    def broken_build(self) -> Case | None:
        """The build that failed: before it is mended, nothing else can be said."""
        builds = [stage for stage in self.stages if stage.kind == "build"]
        return next((stage.first_failed for stage in builds if stage.first_failed), None)

    @property
    def failed(self) -> int:
        """Cases that count and went wrong."""
        return sum(c.state == "failed" for stage in self.stages if stage.mandatory for c in stage.cases)

    @property
    def first_failed(self) -> StageProgress | None:
        return next((stage for stage in self.stages if stage.mandatory and stage.first_failed), None)

    @property
    def current(self) -> StageProgress | None:
        """The stage that is being judged."""
        if self.run.state != Run.State.RUNNING:
            return None
        return next((stage for stage in self.stages if stage.missing), None)


def of(run: Run, *, viewer: User) -> Progress:
    task = _task(run)
    plan = task.stages if task else ()
    by = _audience(run, task, viewer)
    return Progress(
        run=run,
        stages=_stages(run, task, by),
        hidden_cases=sum(planned.hidden for stage in plan for planned in stage.plan()),
        waiting=waiting.of(run) if run.state == Run.State.QUEUED else None,
        history=history.of(run, titles=_titles(plan), staff=viewer.is_staff),
        may_cancel=_may_cancel(run, viewer),
        staff=viewer.is_staff,
        heard=_heard(run, by),
    )


def _heard(run: Run, by: Audience) -> CaseResult | None:
    found = heard.of(run) if run.state == Run.State.RUNNING else None
    return audience.seen(found, by) if found else None


def _task(run: Run) -> Task | None:
    try:
        return taskstore.load(run.task_digest)
    except taskstore.TaskLost:
        return None  # the verdict stands; only the plan of its cases is gone


def _titles(plan: Sequence[StageFile]) -> dict[str, str]:
    return {stage.name: in_language(stage.title.model_dump()) for stage in plan}


def _may_cancel(run: Run, viewer: User) -> bool:
    if not run.is_waiting or run.cancel_asked:
        return False
    if run.purpose == Run.Purpose.EXAM:
        return viewer.is_staff
    return viewer.is_staff or run.purpose == Run.Purpose.CHECK or not runs.shows_hidden_cases(run)


def _audience(run: Run, task: Task | None, viewer: User) -> Audience:
    attempt = run.submission.attempt
    return audience.audience(
        staff=viewer.is_staff,
        ended=attempt.ended_at is not None,
        attempt=attempt.number,
        limit=task.file.show.attempts if task else None,
    )


def _stages(run: Run, task: Task | None, by: Audience) -> list[StageProgress]:
    visible_only = run.purpose == Run.Purpose.CHECK
    plan, limits = (task.stages, _limits(task)) if task else ((), {})
    stages = {stage.name: _stage(stage, visible_only=visible_only) for stage in plan}
    for row in CaseRow.objects.filter(run=run, stage__in=stages):
        result = CaseResult.from_json(row.result)
        limit = limits.get((result.stage, result.name))
        stages[row.stage].cases.append(Case(audience.seen(result, by), limit))
    return [stage for stage in stages.values() if stage.planned]


def _limits(task: Task) -> dict[tuple[str, str], Limits]:
    """What each case may use at most, by stage and case."""
    return {
        (stage.name, planned.name): task.file.limits.changed(stage.limits, stage.nearer(planned))
        for stage in task.stages
        for planned in stage.plan()
    }


def _stage(stage: StageFile, *, visible_only: bool) -> StageProgress:
    plan = [planned for planned in stage.plan() if not (visible_only and planned.hidden)]
    title = in_language(stage.title.model_dump())
    return StageProgress(stage.name, title, stage.kind, any(p.mandatory for p in plan), len(plan))


@login_required
def page(request: SignedIn, run_id: int) -> HttpResponse:
    run = visible_run(request.user, run_id)
    context = {"run": of(run, viewer=request.user), "project": run.submission.attempt.team.project}
    template = "trainee/_run.html" if request.htmx else "trainee/run.html"
    return render(request, template, context)


@login_required
@require_POST
def cancel(request: SignedIn, run_id: int) -> HttpResponse:
    run = visible_run(request.user, run_id)
    try:
        journey.cancel_run(run, by=request.user)
    except Refused as refusal:
        tell(request, refusal)
    return redirect("trainee:project", run.submission.attempt.team.project.slug)
