"""Predictions of a program as plain data: bounded, counted and finite before anything is computed of them."""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from grader.report import Said
from grader.report import say as _
from grader.shown import one_line

from .scorers import Form

MOST_BYTES = 8 << 20
MOST_ITEMS = 1000  # of one ranking
LONGEST_WORD = 100
NEARLY_ONE = 1e-3  # how far a sum of probabilities may be from 1
_NUMBER = re.compile(r"[+-]?(\d{1,40}\.?\d{0,40}|\.\d{1,40})([eE][+-]?\d{1,3})?\Z", re.ASCII)
_NOT_FINITE = {"nan", "inf", "infinity"}


class Refused(Exception):
    """The predictions cannot be used. `said` tells the trainee why."""

    def __init__(self, said: Said):
        super().__init__(said.text)
        self.said = said


def read(raw: bytes, *, form: Form, rows: int, classes: Sequence[str], least: float | None) -> list[Any]:
    """One prediction per row: a class's number, a number, a list of probabilities, a list of items.

    Raises Refused.
    """
    lines = _lines(raw, rows)
    one = _reader(form, classes, least)
    found = []
    for number, line in enumerate(lines, start=1):
        try:
            found.append(one(line.strip()))
        except Refused as refused:
            raise Refused(replace(refused.said, values={**refused.said.values, "line": number})) from None
    return found


def _lines(raw: bytes, rows: int) -> list[str]:
    if len(raw) > MOST_BYTES:
        raise Refused(_("The predictions are larger than %(most)s MB.", most=MOST_BYTES >> 20))
    count = raw.count(b"\n") + (not raw.endswith(b"\n") and raw != b"")
    if count != rows:
        raise Refused(
            _("There are %(got)s lines of predictions, not %(expected)s.", got=count, expected=rows)
        )
    try:
        return raw.decode("utf-8").removesuffix("\n").split("\n")
    except UnicodeDecodeError:
        raise Refused(_("The predictions are not UTF-8.")) from None


def _reader(form: Form, classes: Sequence[str], least: float | None) -> Callable[[str], Any]:
    if form == "labels":
        numbers = {name: number for number, name in enumerate(classes)}
        return lambda line: _class(line, numbers)
    if form == "probabilities":
        return lambda line: _probabilities(line, len(classes))
    if form == "ranking":
        return _items
    if form == "clusters":
        return _word
    return lambda line: _at_least(_finite(line), least)


def _class(line: str, numbers: dict[str, int]) -> int:
    if line not in numbers:
        raise Refused(
            _("Line %(line)s: %(got)s is none of the classes.", got=one_line(line, most=40) or "''")
        )
    return numbers[line]


def _word(line: str) -> str:
    if not line or len(line) > LONGEST_WORD:
        raise Refused(_("Line %(line)s is empty or too long."))
    return line


def _items(line: str) -> list[str]:
    items = [_word(item) for item in line.replace(",", " ").split(maxsplit=MOST_ITEMS + 1)]
    if not 1 <= len(items) <= MOST_ITEMS:
        raise Refused(_("Line %(line)s needs between 1 and %(most)s items.", most=MOST_ITEMS))
    if len(set(items)) < len(items):
        raise Refused(_("Line %(line)s names an item twice."))
    return items


def _probabilities(line: str, classes: int) -> list[float]:
    """Of two classes the program writes that of the second alone."""
    words = line.split(",", maxsplit=classes)
    expected = 1 if classes == 2 else classes
    if len(words) != expected:
        raise Refused(
            _("Line %(line)s has %(got)s values, not %(expected)s.", got=len(words), expected=expected)
        )
    values = [_finite(word.strip()) for word in words]
    if classes == 2:
        values = [1 - values[0], values[0]]
    if not all(0 <= value <= 1 for value in values) or abs(sum(values) - 1) > NEARLY_ONE:
        raise Refused(_("Line %(line)s holds no probabilities: they lie between 0 and 1 and add up to 1."))
    total = sum(values)
    return [value / total for value in values]


def _finite(word: str) -> float:
    if word.lstrip("+-").lower() in _NOT_FINITE:
        raise Refused(_("Line %(line)s holds %(got)s; a finite number is needed.", got=word))
    if not _NUMBER.match(word) or not math.isfinite(value := float(word)):
        raise Refused(_("Line %(line)s: %(got)s is no number.", got=one_line(word, most=40) or "''"))
    return value


def _at_least(value: float, least: float | None) -> float:
    if least is not None and value < least:
        raise Refused(
            _("Line %(line)s: %(got)s is too small, the least is %(least)s.", got=value, least=least)
        )
    return value
