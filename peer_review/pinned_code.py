"""The pinned work of a team as an evaluator reads it: one file at a time, highlighted, with caps."""

import io
import tarfile
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import TextLexer, get_lexer_for_filename
from pygments.util import ClassNotFound

from projects import trees

MOST_SHOWN, MOST_COLOURED = 500_000, 100_000  # bytes; beyond the second, colours take too long
MOST_LINES = 5000
ENCODINGS = ("utf-8-sig", "cp949")  # Windows in Korea still writes the second


@dataclass(frozen=True)
class CodeFile:
    """A file with its lines as safe HTML; without lines when it cannot be shown."""

    path: str
    size: int  # bytes
    lines: tuple[SafeString, ...] = ()
    is_binary: bool = False
    is_cut: bool = False  # the end is missing, or all of it


def listing(digest: str) -> list[trees.Leaf]:
    """Folders stay together, in the order of names."""
    return sorted(trees.leaves(digest), key=lambda leaf: leaf.path)


def read(digest: str, path: str) -> CodeFile | None:
    """None if the tree has no such file."""
    content = trees.load(digest).get(path)
    return show(path, content[0]) if content else None


def archive(digest: str) -> bytes:
    """The whole tree as a tar without dates, owners or links. Raises TreeLost."""
    tar = io.BytesIO()
    with tarfile.open(fileobj=tar, mode="w") as opened:
        for path, (content, executable) in trees.load(digest).items():
            member = tarfile.TarInfo(path)
            member.size, member.mode = len(content), 0o755 if executable else 0o644
            opened.addfile(member, io.BytesIO(content))
    return tar.getvalue()


def show(path: str, content: bytes) -> CodeFile:
    text = _decoded(content[:MOST_SHOWN])
    if text is None:
        return CodeFile(path, len(content), is_binary=True)
    lexer: Lexer = TextLexer(stripnl=False, ensurenl=False)
    if len(content) <= MOST_COLOURED:
        lexer = _lexer_for(path)
    rows = highlight(text, lexer, HtmlFormatter(nowrap=True)).removesuffix("\n").split("\n")
    lines = tuple(mark_safe(row) for row in rows[:MOST_LINES])  # noqa: S308 -- Pygments escapes the code
    return CodeFile(path, len(content), lines, is_cut=len(rows) > MOST_LINES or len(content) > MOST_SHOWN)


def _lexer_for(path: str) -> Lexer:
    try:
        return get_lexer_for_filename(path, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return TextLexer(stripnl=False, ensurenl=False)


def _decoded(content: bytes) -> str | None:
    """The text with line ends of one kind, or None for what is no text."""
    if b"\0" in content:
        return None
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError as error:
            if error.start >= len(content) - 4 and len(content) == MOST_SHOWN:
                return content[: error.start].decode(encoding)  # the cap fell into a letter
    return None
