"""Names in archives: what wrote them is unknown, so their encoding is too."""

from . import sentences
from .names import shown
from .refused import HandInRefused

# A Korean Windows writes zip names in its own code page and says nothing about it.
ENCODINGS = ("utf-8", "cp949")
CLUTTER = frozenset([".ds_store", "thumbs.db", "desktop.ini"])


def readable(name: bytes) -> str:
    """Raises HandInRefused when no encoding of ours fits."""
    for encoding in ENCODINGS:
        try:
            return name.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise HandInRefused(sentences.NOT_UTF8.filled(name=shown(name.decode(errors="backslashreplace"))))


def is_clutter(path: str) -> bool:
    """What desktops add to an archive without being asked. It is left out, not refused."""
    return path.startswith("__MACOSX/") or path.rpartition("/")[2].lower() in CLUTTER
