"""Which names files and folders may have: safe in a sandbox, on a page and on every trainee's computer."""

import unicodedata

from . import sentences
from .limits import Limits
from .refused import HandInRefused, Sentence

PUNCTUATION = frozenset("_.- ")
# Names of devices on Windows; folders of version control; files that hold secrets.
PORTS = [f"{port}{digit}" for port in ("com", "lpt") for digit in range(10)]
DEVICES = frozenset(["con", "prn", "aux", "nul", *PORTS])
PRIVATE = frozenset([".git", ".svn", ".hg", ".env", ".ssh"])
# Letters and marks that nobody can see: fillers, joiners, variation selectors.
FILLERS = (0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180F, 0x3164, 0xFFA0)
SELECTORS = (*range(0x180B, 0x180E), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))
INVISIBLE = frozenset(map(chr, FILLERS + SELECTORS))
SHOWN = 80  # characters of a refused name that a sentence repeats


def clean(path: str, limits: Limits) -> str:
    """`path` as it is kept (NFC, without a leading ./). Raises HandInRefused."""
    if len(path.encode(errors="surrogatepass")) > limits.path:
        raise _refused(sentences.PATH_TOO_LONG, path, limit=limits.path)
    path = unicodedata.normalize("NFC", path.removeprefix("./"))
    names = path.split("/")
    if path.startswith("/") or ".." in names:
        raise _refused(sentences.OUTSIDE, path)
    if len(names) > limits.depth:
        raise _refused(sentences.TOO_DEEP, path, limit=limits.depth)
    for name in names:
        _check(name, path, limits)
    return path


def folded(path: str) -> str:
    """Equal for names that a computer without letter case or with full-width forms would mix up."""
    return unicodedata.normalize("NFKC", path).casefold()


def shown(name: str) -> str:
    """`name` for a sentence: nothing invisible, nothing that turns the text around, not endless."""
    visible = "".join(letter if _is_visible(letter) else f"\\u{ord(letter):04x}" for letter in name[:SHOWN])
    return visible if len(name) <= SHOWN else visible + "…"


def _check(name: str, path: str, limits: Limits) -> None:
    if name in ("", "."):
        raise _refused(sentences.EMPTY_NAME, path)
    if len(name.encode(errors="surrogatepass")) > limits.name:
        raise _refused(sentences.NAME_TOO_LONG, name, limit=limits.name)
    for letter in name:
        if not _is_accepted(letter):
            raise _refused(sentences.CHARACTER, path, character=f"U+{ord(letter):04X}")
    if name[0] in "- " or name[-1] in ". " or unicodedata.category(name[0]).startswith("M"):
        raise _refused(sentences.EDGE, path)
    if folded(name) in PRIVATE or folded(name).partition(".")[0].rstrip() in DEVICES:
        raise _refused(sentences.RESERVED, path)


def _is_accepted(letter: str) -> bool:
    """Letters, marks and digits of any script: Korean file names are ordinary here."""
    return letter in PUNCTUATION or (unicodedata.category(letter)[0] in "LMN" and letter not in INVISIBLE)


def _is_visible(letter: str) -> bool:
    return letter.isprintable() and letter not in INVISIBLE


def _refused(sentence: Sentence, name: str, **values: object) -> HandInRefused:
    return HandInRefused(sentence.filled(name=shown(name), **values))
