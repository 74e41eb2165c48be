"""The ground on which attacks are tried: beside an honest neighbour, with an honest hand-in afterwards."""

import json
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from typing import Any

from grader.audience import seen
from grader.grading import Finished, grade
from grader.report import Report, Usage, Which
from grader.sandbox import Files, SandboxFault
from grader.shown import UNSEEN
from grader.task import Task

from .attack import DOORS, Attack
from .doors import knock
from .leftovers import WatchedEngine, leftovers

HARMLESS = {"build": ("passed",)}  # stage → what is no success of an attack by itself
SECRET = "7309"  # noqa: S105 -- stands in the input of every hidden case of the corpus


@dataclass(frozen=True)
class Honest:
    """What became of an honest hand-in while or after an attack was tried."""

    verdict: str = "passed"
    seconds: float = 0.0
    ratio: float = 1.0  # of its time to that of the same hand-in alone


@dataclass(frozen=True)
class Tried:
    attack: str
    title: str
    attack_class: str
    row: int | None
    kind: str
    expected: tuple[str, ...]
    got: tuple[str, ...]
    seconds: float
    faults: tuple[str, ...]  # why it did not hold; nothing when it did
    neighbour: Honest = Honest()
    afterwards: Honest = Honest()

    @property
    def held(self) -> bool:
        return not self.faults

    def to_json(self) -> dict[str, Any]:
        return {**asdict(self), "held": self.held}


@dataclass
class Ground:
    """`alone` measures the neighbours first, so that their times can be told as ratios."""

    engine: WatchedEngine
    measured: bool = False  # else a neighbour is there only where an attack could harm it
    ahead: int = 0  # boxes that stand ready meanwhile, as a worker has them
    alone: dict[str, float] = field(default_factory=dict)  # kind → seconds

    def try_attack(self, attack: Attack, kind: str) -> Tried:
        if kind in DOORS:
            return self._at_the_door(attack, kind)
        usual = self._alone(attack, kind) if self.measured else 0.0
        self._have_ready(attack, kind)
        began = time.monotonic()
        with ThreadPoolExecutor(1) as beside:
            neighbour = beside.submit(self._neighbour, attack, kind, usual)
            got, faults = self._judged(attack, kind)
            seconds = time.monotonic() - began
        honest = (neighbour.result(), self._honest(attack, kind, usual) if self.measured else Honest())
        faults += [f"an honest hand-in: {one.verdict}" for one in honest if one.verdict != "passed"]
        self.engine.close()
        faults += [f"left behind: {what}" for what in leftovers(self.engine)]
        return _tried(attack, kind, got, seconds, faults, *honest)

    def _have_ready(self, attack: Attack, kind: str) -> None:
        """The pool makes boxes like those that were asked for."""
        if self.ahead:
            self.engine.keep_ahead(self.ahead)
            self._honest(attack, kind, 0.0)
            while not self.engine.rested:
                time.sleep(0.02)

    def _neighbour(self, attack: Attack, kind: str, usual: float) -> Honest:
        """The next attack's neighbour comes after this attack, too."""
        if not self.measured and attack.about.attack_class != "D":
            return Honest()
        return self._honest(attack, kind, usual)

    def _at_the_door(self, attack: Attack, kind: str) -> Tried:
        began = time.monotonic()
        got, said = knock(attack, kind)
        faults = [] if got in attack.about.allowed(kind) else [f"{got}: {said}"]
        if attack.about.says not in said:
            faults.append(f"it said: {said}")
        return _tried(attack, kind, (got,), time.monotonic() - began, faults)

    def _judged(self, attack: Attack, kind: str) -> tuple[tuple[str, ...], list[str]]:
        try:
            report = self._graded(attack.task(kind), attack.hand_in(kind), attack.which)
        except SandboxFault as fault:
            return ("our fault",), [f"our fault: {fault}"]
        got = tuple(case.outcome for case in report.cases)
        return got, list(_faults(attack, kind, report))

    def _graded(self, task: Task, tree: Files, which: Which = "all") -> Report:
        for event in grade(task, tree, self.engine, cases=which):
            if isinstance(event, Finished):
                return event.report
        raise SandboxFault("The judge ended without a report.")

    def _honest(self, attack: Attack, kind: str, usual: float) -> Honest:
        began = time.monotonic()
        try:
            verdict: str = self._graded(attack.honest_task(kind), attack.honest(kind)).verdict
        except SandboxFault as fault:
            verdict = f"our fault: {fault}"
        seconds = time.monotonic() - began
        return Honest(verdict, seconds, seconds / usual if usual else 1.0)

    def _alone(self, attack: Attack, kind: str) -> float:
        if kind not in self.alone:
            self.alone[kind] = sorted(self._honest(attack, kind, 0.0).seconds for _ in range(3))[1]
        return self.alone[kind]


def _faults(attack: Attack, kind: str, report: Report) -> Iterator[str]:
    allowed = attack.about.allowed(kind)
    if report.verdict == "passed" and allowed != ("passed",):
        yield "it passed"
    for case in report.cases:
        if case.outcome not in (*allowed, "not_run", *HARMLESS.get(case.stage, ())):
            yield f"{case.name}: {case.outcome}"
        if case.hidden and seen(case, "after").usage != Usage():
            yield "it told how long a hidden case took"
    if SECRET in _shown(report):
        yield "it told a hidden input"
    if unseen := UNSEEN.search(_shown(report).replace("\\n", "")):
        yield f"it wrote {unseen[0]!r} into the report"


def _shown(report: Report) -> str:
    """Everything that a trainee is shown."""
    return json.dumps([seen(case, "after").to_json() for case in report.cases], ensure_ascii=False)


def _tried(
    attack: Attack, kind: str, got: tuple[str, ...], seconds: float, faults: list[str], *honest: Honest
) -> Tried:
    about = attack.about
    told = (about.title, about.attack_class, about.row)
    return Tried(attack.name, *told, kind, about.allowed(kind), got, seconds, tuple(faults), *honest)
