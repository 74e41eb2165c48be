"""Foreign bytes made fit to be stored, logged and shown. Escaping for HTML stays the template's job."""

import difflib
import re
from collections.abc import Sequence

MOST_CHARACTERS, MOST_LINES, LONGEST_LINE = 6000, 120, 500
MOST_COMPARED = 400  # lines of each side: the time of a comparison grows with their product

# Control characters but tab and newline, direction marks, invisible characters, halves of surrogate pairs.
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_COLOUR = re.compile(rb"\x1b\[[0-9;]{0,20}m")


def shown(raw: bytes | str, *, most: int = MOST_CHARACTERS, lines: int = MOST_LINES) -> str:
    """Text in which every character can be seen, cut to a length that a page can bear."""
    text, cut = _visible(raw, most)
    every = text.split("\n")
    kept = [line if len(line) <= LONGEST_LINE else line[:LONGEST_LINE] + "…" for line in every[:lines]]
    return "\n".join(kept) + ("\n…" if cut or len(every) > lines else "")


def one_line(raw: bytes | str, *, most: int = 200) -> str:
    text, cut = _visible(raw, most)
    return text.replace("\n", "⏎") + ("…" if cut else "")


def log(raw: bytes) -> str:
    """What a tool said, without its colours."""
    return shown(_COLOUR.sub(b"", raw))


def difference(expected: bytes | str, got: bytes | str) -> str:
    """The lines that differ, with a little around them, in the manner of `diff -u` and without its head."""
    before, after = _lines(expected), _lines(got)
    found = list(difflib.unified_diff(before, after, lineterm="", n=2))[2:]
    return "\n".join(found[:MOST_LINES]) + ("\n…" if len(found) > MOST_LINES else "")


def _lines(raw: bytes | str) -> Sequence[str]:
    text = shown(raw, most=MOST_COMPARED * 100, lines=MOST_COMPARED)
    lines = text.split("\n")
    if lines[-1] == "":
        return lines[:-1]
    return [*lines[:-1], lines[-1] + "⌁"] if raw else []  # ⌁: no newline at the end


def _visible(raw: bytes | str, most: int) -> tuple[str, bool]:
    """At most that many characters, and whether there were more."""
    text = raw[: 4 * most].decode("utf-8", "replace") if isinstance(raw, bytes) else raw
    cut = len(text) > most or len(raw) > 4 * most
    return UNSEEN.sub(_named, text[:most].replace("\r\n", "␍\n")), cut


def _named(found: re.Match[str]) -> str:
    number = ord(found[0])
    if number < 0x20:
        return chr(0x2400 + number)  # the picture of a control character
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"
