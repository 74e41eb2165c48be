"""How long matching takes and how good it is, from one cohort to a whole country.

    python -m benchmarks.matching            180 to 180,000 people; about a minute
    python -m benchmarks.matching 180 1800   these sizes alone
    python -m benchmarks.matching --change   one change in a cohort of 180, with its queries

Prints a table, draws the growth into benchmarks/matching.svg; seconds are those of one processor. The
people are made up: 15 % of them lead a team that looks for one to three evaluators, and everybody offers
about one half hour within two days.
"""

import os
import platform
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import django
import numpy as np

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "academy.config.settings")
django.setup()

from peer_review.matching.chance import repeatable  # noqa: E402
from peer_review.matching.problem import (  # noqa: E402
    IMPOSSIBLE,
    Ints,
    Needs,
    Offers,
    Pairs,
    People,
    Problem,
    Spans,
)
from peer_review.matching.rounds import FOR_EVER, place  # noqa: E402
from peer_review.matching.rules import Rules  # noqa: E402
from peer_review.matching.solver import solve  # noqa: E402

from . import drawing, one_change  # noqa: E402

SIZES = (180, 1_800, 18_000, 180_000)
NOW_CLOCK, OPEN, CLOSE = 32, 32, 88  # quarters of the day: 8:00, and the hours of the house


@dataclass(frozen=True)
class Case:
    people: int
    problem: Problem
    wanted: Ints


def made_up(people: int, *, seed: int = 3) -> Case:
    """A cohort in the middle of its year."""
    dice = np.random.default_rng(seed)
    needs, count = max(4, int(people * 0.15)), people
    rank = np.minimum(29, (30 * dice.beta(2.2, 1.8, people)).astype(np.int64))
    leader = dice.choice(people, needs, replace=False)
    circle = rank[leader]
    opens = OPEN + 2 * dice.integers(0, 10, needs)
    everybody = People(dice.poisson(5, people), rank, np.ones((1, people), bool))
    return Case(
        people,
        Problem(
            Needs(
                dice.exponential(8, needs),
                circle,
                np.zeros(needs, np.int64),
                opens,
                np.minimum(CLOSE, opens + 2 * dice.integers(8, 18, needs)),
            ),
            _offers(dice, people, count),
            everybody,
            Rules(),
            length=2,
            banned=_met(dice, needs, people, leader, each=6),
            recent=_met(dice, needs, people, leader, each=6),
            busy=Spans.of([]),
        ),
        np.where(circle < 6, 1, np.where(circle < 16, 2, 3)),
    )


def _offers(dice: np.random.Generator, people: int, count: int) -> Offers:
    tick = np.sort(dice.integers(1, CLOSE - OPEN, count))  # half hours of two days, the nights left out
    day, clock = tick // 28, OPEN + 2 * (tick % 28)
    start = 96 * day + clock
    wait = 10 * (start - NOW_CLOCK) // 4 + Rules().night * day
    return Offers(dice.integers(0, people, count), start, wait, day, clock, dice.poisson(0.4, count))


def _met(dice: np.random.Generator, needs: int, people: int, leader: Ints, *, each: int) -> Pairs:
    need = np.repeat(np.arange(needs), each + 1)
    other = np.concatenate([leader[:, None], dice.integers(0, people, (needs, each))], axis=1).ravel()
    return Pairs(need, other, np.zeros(len(need), np.int64), np.full(len(need), FOR_EVER))


def total(case: Case, placed: list[tuple[int, int]]) -> float:
    """Hours: what everybody's evaluations cost, and what those cost who go without."""
    left = case.wanted.copy()
    cost = 0
    for need, offer in placed:
        left[need] -= 1
        cost += sum(case.problem.parts(need, offer).values())
    return float(cost + (left * case.problem.unmatched).sum()) / 10


def one_by_one(case: Case, *, earliest: bool, seed: int = 0) -> list[tuple[int, int]]:
    """First come, first served: each team in turn takes the earliest time, or any."""
    dice, problem = np.random.default_rng(seed), case.problem
    free = np.ones(len(problem.offers), bool)
    placed: list[tuple[int, int]] = []
    mine: dict[int, list[int]] = {}
    for need in dice.permutation(len(problem.needs)).tolist():
        for _ in range(int(case.wanted[need])):
            offer = _first(problem, need, free, mine.get(need, []), dice, earliest)
            if offer is None:
                break
            free[offer] = False
            mine.setdefault(need, []).append(offer)
            placed.append((need, offer))
    return placed


def _first(
    problem: Problem,
    need: int,
    free: np.ndarray,
    mine: list[int],
    dice: np.random.Generator,
    earliest: bool,
    look: int = 512,
) -> int | None:
    for possible in _possible(problem, need, free, dice, earliest, look):
        for other in mine:
            same = problem.offers.person[possible] == problem.offers.person[other]
            possible = possible[~same & (problem.offers.start[possible] != problem.offers.start[other])]
        if len(possible):
            return int(possible[0] if earliest else dice.choice(possible))
    return None


def _possible(
    problem: Problem, need: int, free: np.ndarray, dice: np.random.Generator, earliest: bool, look: int
) -> Iterator[Ints]:
    """Offers that the rules allow this team, some hundred at a time."""
    row, count = np.array([need]), len(free)
    for at in range(0, count, look):
        columns = np.arange(at, min(count, at + look))
        if not earliest and count > look:
            columns = np.unique(dice.integers(0, count, look))
        columns = columns[free[columns]]
        if len(columns):
            yield columns[problem.costs(row, columns)[0] < IMPOSSIBLE]


def optimum_of_first_round(case: Case) -> float:
    """The exact optimum when each team gets one evaluator, over every pair there is; in hours."""
    problem = case.problem
    everybody, every = np.arange(len(problem.needs)), np.arange(len(problem.offers))
    cost = problem.costs(everybody, every)
    chosen = solve(cost.astype(float), problem.unmatched.astype(float))
    return _value(problem, cost, chosen) / 10


def _value(problem: Problem, cost: np.ndarray, chosen: Ints) -> float:
    rows = np.arange(len(chosen))
    return float(np.where(chosen >= 0, cost[rows, np.maximum(chosen, 0)], problem.unmatched).sum())


Result = TypeVar("Result")


def timed(act: Callable[[], Result], *, repeat: int = 1) -> tuple[Result, float]:
    """What it gave, and the median of its processor seconds: what else the machine does is not counted."""
    seconds = []
    for _ in range(repeat):
        begin = time.process_time()
        result = act()
        seconds.append(time.process_time() - begin)
    return result, sorted(seconds)[len(seconds) // 2]


def placed(case: Case) -> list[tuple[int, int]]:
    with repeatable(1):
        return place(case.problem, case.wanted)


def measured(people: int) -> dict[str, float]:
    """One line of the table."""
    case = made_up(people)
    single = replace(case, wanted=np.minimum(1, case.wanted))
    repeat = max(1, min(20, 4_000 // people))
    one, one_takes = timed(lambda: placed(single), repeat=repeat)
    ours, ours_takes = timed(lambda: placed(case), repeat=repeat)
    line = {
        "people": people,
        "teams": len(case.wanted),
        "needs": int(case.wanted.sum()),
        "matched": len(ours),
        "batch s": one_takes,
        "all rounds s": ours_takes,
    }
    cost = total(case, ours)
    if people <= 18_000:
        line["off optimum %"] = 100 * (total(single, one) / optimum_of_first_round(case) - 1)
        for name, earliest in (("first come", True), ("random", False)):
            other, takes = timed(lambda e=earliest: one_by_one(case, earliest=e))  # type: ignore[misc]
            line |= {f"{name} s": takes, f"against {name} %": 100 * (cost / total(case, other) - 1)}
    return line


def main(arguments: list[str]) -> None:
    if "--change" in arguments:
        one_change.main()
        return
    lines = []
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")
    for people in [int(argument) for argument in arguments] or SIZES:
        lines.append(measured(people))
        print("  ".join(f"{name} {value:,.4g}" for name, value in lines[-1].items()), flush=True)
    if not arguments:
        Path(__file__).with_suffix(".svg").write_text(
            drawing.growth(lines, "people", ("batch s", "all rounds s", "first come s"))
        )


if __name__ == "__main__":
    main(sys.argv[1:])
