"""Expected against got, line by line, cut into parts so that a page can show every space."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

AROUND = 3  # equal lines shown around a difference
MOST_LINES = 200
LONGEST = 400  # letters of a line in which the differing ones are sought
SIGNS = {" ": "·", "\t": "→", "\r": "␍", "\n": "¶"}


@dataclass(frozen=True)
class Part:
    text: str
    space: bool = False  # stands for white space
    changed: bool = False


@dataclass(frozen=True)
class Line:
    line: str  # same | expected | got | skip
    number: int | None
    parts: tuple[Part, ...] = ()


def lines(expected: str, got: str, *, most: int = MOST_LINES) -> list[Line]:
    """Of at most `most` lines of each; long runs of equal lines are folded to one of kind `skip`."""
    old, new = expected.splitlines(keepends=True), got.splitlines(keepends=True)
    # In long texts, lines that stand everywhere are no landmarks: the search would take far too long.
    matcher = SequenceMatcher(a=old[:most], b=new[:most], autojunk=most > MOST_LINES)
    found = [line for opcode in matcher.get_opcodes() for line in _block(opcode, old, new)]
    if max(len(old), len(new)) > most:
        found.append(Line("skip", None))
    return found


def _block(opcode: tuple[str, int, int, int, int], old: list[str], new: list[str]) -> Iterator[Line]:
    kind, a1, a2, b1, b2 = opcode
    if kind == "equal":
        yield from _folded([Line("same", n + 1, _parts(old[n])) for n in range(a1, a2)])
        return
    pairs = a2 - a1 == b2 - b1
    for n in range(a1, a2):
        yield Line("expected", n + 1, _parts(old[n], against=new[b1 + n - a1] if pairs else None))
    for n in range(b1, b2):
        yield Line("got", n + 1, _parts(new[n], against=old[a1 + n - b1] if pairs else None))


def _folded(same: list[Line]) -> list[Line]:
    if len(same) <= 2 * AROUND + 1:
        return same
    return [*same[:AROUND], Line("skip", None), *same[-AROUND:]]


def _parts(text: str, against: str | None = None) -> tuple[Part, ...]:
    if against is None or max(len(text), len(against)) > LONGEST:
        return tuple(_visible(text, changed=False))
    matcher = SequenceMatcher(a=text, b=against, autojunk=False)
    return tuple(
        part
        for kind, start, end, _b1, _b2 in matcher.get_opcodes()
        for part in _visible(text[start:end], changed=kind != "equal")
    )


def _visible(text: str, *, changed: bool) -> Iterator[Part]:
    for piece in re.findall(r"[ \t\r\n]+|[^ \t\r\n]+", text):
        if piece[0] in SIGNS:
            yield Part("".join(SIGNS[sign] for sign in piece), space=True, changed=changed)
        else:
            yield Part(piece, changed=changed)
