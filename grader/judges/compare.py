"""Whether two outputs are the same, in the four senses that a case can ask for."""

import re
from itertools import zip_longest
from typing import Literal

from grader.report import Said
from grader.report import say as _

How = Literal["exact", "lines", "tokens", "numbers"]
_NUMBER = re.compile(rb"[+-]?(\d{1,40}\.?\d{0,40}|\.\d{1,40})([eE][+-]?\d{1,3})?\Z")


def differs(got: bytes, expected: bytes, *, how: How = "exact", tolerance: float = 0.0) -> Said | None:
    """None when they are the same, else a sentence that says where to look first."""
    if how == "exact":
        return None if got == expected else _explain(got, expected)
    if how == "lines":
        return None if _trimmed(got) == _trimmed(expected) else _explain(got, expected)
    return _first_token(got.split(), expected.split(), tolerance if how == "numbers" else None)


def _trimmed(output: bytes) -> list[bytes]:
    lines = [line.rstrip() for line in output.split(b"\n")]
    return lines[:-1] if lines[-1] == b"" else lines


def _explain(got: bytes, expected: bytes) -> Said:
    if not got:
        return _("It printed nothing.")
    if got == expected + b"\n":
        return _("There is one newline too many at the end.")
    if got + b"\n" == expected:
        return _("The newline at the end is missing.")
    if got.split() == expected.split():
        return _("Only the white space differs.")
    pairs = enumerate(zip_longest(got.split(b"\n"), expected.split(b"\n")), start=1)
    number = next(number for number, (mine, wanted) in pairs if mine != wanted)
    return _("The output differs from line %(line)s on.", line=number)


def _first_token(got: list[bytes], expected: list[bytes], tolerance: float | None) -> Said | None:
    if not got and expected:
        return _("It printed nothing.")
    for number, (mine, wanted) in enumerate(zip(got, expected, strict=False), start=1):
        if mine != wanted and not (tolerance is not None and _near(mine, wanted, tolerance)):
            return _("Word %(number)s is not the expected one.", number=number)
    if len(got) != len(expected):
        return _("Words printed: %(got)s; expected: %(expected)s.", got=len(got), expected=len(expected))
    return None


def _near(mine: bytes, wanted: bytes, tolerance: float) -> bool:
    if not _NUMBER.match(mine) or not _NUMBER.match(wanted):
        return False
    a, b = float(mine), float(wanted)
    return abs(a - b) <= tolerance * max(1.0, abs(b))
