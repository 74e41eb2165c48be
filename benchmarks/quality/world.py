"""A made-up year of marks with the measured sizes: what works are worth, and what people then give them.

The public set behind the sizes (247 works, three peers and three tutors each) is not ours to ship; the sizes
are: peers differ by a habit of about 5 of 100 points and a noise of about 10.
"""

from dataclasses import dataclass

import numpy as np

PEOPLE, WEEKS, PER_WEEK = 180, 40, 125
WORTH, WORTH_SD = 74.0, 12.0
HABIT_SD, NOISE_SD, NOISE_SPREAD = 5.0, 10.0, 0.35
LENIENT, SHARED_SD = -2.0, 3.0  # everybody together; everybody about one work
STAMPS, COPIERS = 0.04, 0.06  # who always gives about 97; who always gives about the mean
FRIENDS, FRIEND_SHARE, FAVOUR = 4, 0.03, 12.0
GRADER_SD = 9.0
HONEST, STAMP, COPIER = 0, 1, 2


@dataclass(frozen=True)
class World:
    worth: np.ndarray  # of every work
    count: np.ndarray  # of evaluations of every work
    owner: np.ndarray
    grader: np.ndarray
    week: np.ndarray
    work: np.ndarray  # of every mark
    evaluator: np.ndarray
    value: np.ndarray
    kind: np.ndarray  # of every person
    friends: np.ndarray


def make(seed: int, *, friend_share: float = FRIEND_SHARE, favour: float = FAVOUR) -> World:
    dice = np.random.default_rng(seed)
    habit = dice.normal(0, HABIT_SD, PEOPLE)
    noise = NOISE_SD * np.exp(dice.normal(0, NOISE_SPREAD, PEOPLE)) / np.exp(NOISE_SPREAD**2)
    kind = np.select([(lot := dice.random(PEOPLE)) < STAMPS, lot < STAMPS + COPIERS], [STAMP, COPIER], HONEST)
    friends = np.array([_others(dice, person) for person in range(PEOPLE)])
    works = WEEKS * PER_WEEK
    worth = np.clip(dice.normal(WORTH, WORTH_SD, works), 0, 100)
    owner = dice.integers(0, PEOPLE, works)
    count = dice.choice([1, 2, 3], works, p=[0.25, 0.3, 0.45])
    shared = dice.normal(0, SHARED_SD, works)
    rows = []
    for work in range(works):
        for evaluator in _evaluators(dice, owner[work], friends, count[work], friend_share):
            favoured = favour if evaluator in friends[owner[work]] else 0.0
            honest = worth[work] + LENIENT + shared[work] + habit[evaluator] + favoured
            mark = {
                HONEST: dice.normal(honest, noise[evaluator]),
                STAMP: dice.normal(97, 2.5),
                COPIER: dice.normal(WORTH + 4, 4),
            }[int(kind[evaluator])]
            rows.append((work, evaluator, float(np.clip(round(mark), 0, 100))))
    work, evaluator, value = (np.array(column) for column in zip(*rows, strict=True))
    grader = worth + dice.normal(0, GRADER_SD, works)
    week = np.arange(works) // PER_WEEK
    return World(worth, count, owner, grader, week, work, evaluator, value, kind, friends)


def _others(dice: np.random.Generator, person: int) -> np.ndarray:
    return dice.choice(np.delete(np.arange(PEOPLE), person), FRIENDS, replace=False)


def _evaluators(dice, owner, friends, count, friend_share) -> list[int]:
    chosen: list[int] = []
    while len(chosen) < count:
        friend = dice.random() < friend_share
        evaluator = int(friends[owner][dice.integers(FRIENDS)] if friend else dice.integers(PEOPLE))
        if evaluator != owner and evaluator not in chosen:
            chosen.append(evaluator)
    return chosen
