"""How somebody fills a sheet: what they see of the work, what they are like, and what they write."""

from dataclasses import dataclass

import numpy as np

from peer_review.sheet_file import BEST_RATING, CHEAT, FULL_MARK, Sheet

from . import words

CANNOT_EXPLAIN = "cannot_explain"
OUTSTANDING = 112
WELL_DONE = 85  # from here on a bonus counts too
PASSES_FROM = 60  # of what a fair evaluator would give; below it people are worried


@dataclass(frozen=True)
class Filled:
    answers: dict[str, bool | int]
    flag: str
    worth: float


def fill_in(sheet: Sheet, *, worth: float, bonus: bool, care: float, rng: np.random.Generator) -> Filled:
    """Each answer follows what the work is worth; whoever looks carelessly says yes. `bonus`: it has one."""
    seen = worth + float(rng.normal(0, 6)) + (1 - care) * 8
    answers: dict[str, bool | int] = {}
    for question in sheet.questions(bonus=False):
        good = min(1.0, max(0.0, seen / FULL_MARK + 0.04))
        if question.kind == "yes_no":
            answers[question.name] = bool(rng.random() < good**0.5)
        else:
            answers[question.name] = int(
                np.clip(round(good * BEST_RATING + rng.normal(0, 0.3)), 0, BEST_RATING)
            )
    for question in sheet.questions(bonus=True):
        more = bonus and seen > WELL_DONE
        rating = int(rng.integers(2, 6)) if more else 0
        answers[question.name] = more if question.kind == "yes_no" else rating
    return Filled(answers, _flag(sheet, seen, rng), seen)


def _flag(sheet: Sheet, seen: float, rng: np.random.Generator) -> str:
    if seen < 30 and CHEAT in sheet.flags and rng.random() < 0.15:
        return CHEAT
    if seen < 42 and CANNOT_EXPLAIN in sheet.flags and rng.random() < 0.5:
        return CANNOT_EXPLAIN
    if seen > OUTSTANDING and "outstanding" in sheet.flags and rng.random() < 0.6:
        return "outstanding"
    return "ok"


def comment(filled: Filled, *, file: str, rng: np.random.Generator) -> str:
    def one_of(bank: tuple[str, ...]) -> str:
        return bank[int(rng.integers(len(bank)))].format(file=file)

    if filled.flag == CHEAT:
        return words.CHEAT_COMMENT
    if filled.flag == "outstanding":
        return f"{one_of(words.STANDING_OUT)} {one_of(words.PRAISE)}"
    if filled.worth < PASSES_FROM:
        return f"{one_of(words.DOUBT)} {one_of(words.ADVICE)}"
    return f"{one_of(words.PRAISE)} {one_of(words.ADVICE)}"


def grades(rng: np.random.Generator) -> dict[str, int]:
    """Mostly kind, sometimes not."""
    base = 4.6 if rng.random() < 0.9 else 2.6
    names = ("nice", "rigorous", "interested", "punctual")
    return {name: int(np.clip(round(base + rng.normal(0, 0.6)), 1, 5)) for name in names}
