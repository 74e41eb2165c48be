"""The ground on which attacks are tried: beside an honest neighbour, with an honest hand-in afterwards."""

import json
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from statistics import median
from threading import Event
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
from .neighbour import SLOW, Honest, Neighbour

HARMLESS = {"build": ("passed",)}  # stage → what is no success of an attack by itself
EVERY = 10  # attacks of a kind, after which honest work of it is graded, unless it is after each
SECRET = "7309"  # noqa: S105 -- stands in the input of every hidden case of the corpus


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
    neighbour: Honest = field(default_factory=Honest)
    afterwards: Honest = field(default_factory=Honest)

    @property
    def held(self) -> bool:
        return not self.faults

    @property
    def slowed(self) -> bool:
        """Whether honest work needed much more computing time than alone."""
        return max(self.neighbour.ratio, self.afterwards.ratio) > SLOW

    def to_json(self) -> dict[str, Any]:
        return {**asdict(self), "held": self.held}


@dataclass
class Ground:
    """Beside each attack stands `neighbour`; honest work of the same kind comes after every few."""

    engine: WatchedEngine
    neighbour: Neighbour
    measured: bool = False  # honest work comes after each attack, and its time is told as a ratio
    ahead: int = 0  # boxes that stand ready meanwhile, as a worker has them
    alone: dict[str, float] = field(default_factory=dict)  # kind → ms of computing time of honest work
    tried: Counter[str] = field(default_factory=Counter)  # kind → attacks

    def try_attack(self, attack: Attack, kind: str) -> Tried:
        if kind in DOORS:
            return self._at_the_door(attack, kind)
        if self.measured and kind not in self.alone:
            self.alone[kind] = median(self._honest(attack, kind)[1] for _ in range(3))
        self._have_ready(attack, kind)
        self.neighbour.open()
        began, over = time.monotonic(), Event()
        neighbour = self.neighbour.beside(over)
        try:
            got, faults = self._judged(attack, kind)
        finally:
            over.set()
        seconds = time.monotonic() - began
        self.tried[kind] += 1
        every = 1 if self.measured else EVERY
        afterwards = Honest() if self.tried[kind] % every else self.honest_work(attack, kind)
        honest = (neighbour.result(), afterwards)
        faults += [f"an honest hand-in: {one.verdict}" for one in honest if one.verdict != "passed"]
        self.engine.close()
        faults += [f"left behind: {what}" for what in leftovers(self.engine)]
        return _tried(attack, kind, got, seconds, faults, *honest)

    def honest_work(self, attack: Attack, kind: str) -> Honest:
        """Work that passes, of the kind that the attack was for, in a fresh box."""
        began = time.monotonic()
        verdict, cpu_ms = self._honest(attack, kind)
        usual = self.alone.get(kind)
        return Honest(verdict, time.monotonic() - began, cpu_ms / usual if usual else 1.0)

    def _have_ready(self, attack: Attack, kind: str) -> None:
        """The pool makes boxes like those that were asked for."""
        if self.ahead:
            self.engine.keep_ahead(self.ahead)
            self._honest(attack, kind)
            while not self.engine.rested:
                time.sleep(0.02)

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

    def _honest(self, attack: Attack, kind: str) -> tuple[str, float]:
        """Its verdict, and the milliseconds of computing time that its cases took."""
        try:
            report = self._graded(attack.honest_task(kind), attack.honest(kind))
        except SandboxFault as fault:
            return f"our fault: {fault}", 0.0
        return report.verdict, sum(case.usage.cpu_ms for case in report.cases)


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
