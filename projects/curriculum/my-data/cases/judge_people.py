"""Looks at anonymised people: is each line true, is it shared by k people, and how much was lost?

A fifth cell in the head of a case's people is the most that may be lost.
"""

import re
from collections import Counter

from judge import passed, wrong

K = 5  # of the data that is scored; a case says its own
QUARTERS = {"동구": 3, "서구": 4, "남구": 3, "북구": 5, "광산구": 5}
ALL_QUARTERS = sum(QUARTERS.values())
RANGES = (99, None, None, 5)  # how far apart ages (0 to 99) and households (1 to 6) can be
NO_RECORD, UNTRUE, TOO_FEW = 4.0, 3.0, 2.0  # scores above 1, which no loss can be
_NUMBER = re.compile(r"(\d{1,2})(?:-(\d{1,2}))?\Z", re.ASCII)


def score(labels, predictions):
    """The mean loss from 0 to 1, or a number above that says what is wrong."""
    losses = []
    for person, line in zip(labels, predictions, strict=True):
        loss = _loss(person.split(","), line.split(","))
        if loss is None or loss == UNTRUE:
            return loss or NO_RECORD
        losses.append(loss)
    return TOO_FEW if min(Counter(predictions).values()) < K else sum(losses) / len(losses)


def check(case):
    head, *rows = case["expected"].split("\n")[:-1]
    people = [row.split(",") for row in rows]
    lines = case["stdout"].split("\n")
    if lines.pop() != "" or len(lines) != len(people):
        return wrong(
            ko=f"줄이 {len(lines)}개입니다. 사람은 {len(people)}명입니다.",
            en=f"There are {len(lines)} lines for {len(people)} people.",
        )
    losses = []
    for number, (person, line) in enumerate(zip(people, lines, strict=True), start=1):
        loss = _loss(person, line.split(","))
        if loss is None:
            return wrong(ko=f"{number}번째 줄의 모양이 잘못되었습니다.", en=f"Line {number} is no record.")
        if loss == UNTRUE:
            return wrong(
                ko=f"{number}번째 줄은 그 사람에게 맞지 않습니다.",
                en=f"Line {number} is not true of its person.",
            )
        losses.append(loss)
    if not people:
        return passed()
    return _too_much(losses, *head.split(",")[4:]) or _crowded(lines, int(case["args"][0]))


def _too_much(losses, most=1):
    lost = sum(losses) / len(losses)
    if lost > float(most):
        return wrong(
            ko=f"손실이 {lost:.4f}입니다. {most}까지 됩니다.",
            en=f"The loss is {lost:.4f}; it may be {most}.",
        )
    return None


def _crowded(lines, k):
    line, count = min(Counter(lines).items(), key=lambda pair: pair[1])
    if count < k:
        return wrong(ko=f"{line!r}이(가) {count}명뿐입니다.", en=f"Only {count} people share {line!r}.")
    return passed()


def _loss(person, cells):
    """The loss of one line, UNTRUE, or None if it is no record."""
    if len(cells) != len(person):
        return None
    parts = [_part(*pair) for pair in zip(person, cells, RANGES, strict=True)]
    if None in parts:
        return None
    return UNTRUE if UNTRUE in parts else sum(parts) / len(parts)


def _part(truth, cell, widest):
    if cell == "*":
        return 1.0
    if widest is None:
        return _of_word(truth, cell)
    match = _NUMBER.match(cell)
    if not match:
        return None
    low, high = int(match[1]), int(match[2] or match[1])
    return (high - low) / widest if low <= int(truth) <= high else UNTRUE


def _of_word(truth, cell):
    if cell == truth:
        return 0.0
    if cell == truth.partition("/")[0] and cell in QUARTERS:
        return (QUARTERS[cell] - 1) / (ALL_QUARTERS - 1)
    return UNTRUE
