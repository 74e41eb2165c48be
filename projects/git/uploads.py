"""An upload becomes a commit on main, without a work tree and without touching what was there before."""

from datetime import datetime
from pathlib import Path

from projects.intake.files import Files
from projects.intake.limits import Limits
from projects.intake.names import clean

from .process import run
from .repositories import BRANCH, head
from .turns import turn

FORBIDDEN = str.maketrans("", "", "<>\n\0")  # they would end the author's line


def commit_files(
    repository: Path, files: Files, *, message: str, author: str, email: str, when: datetime, limits: Limits
) -> str:
    """Commit `files` as the whole new tree of main and return the commit. `when` knows its time zone.

    Raises turns.Busy while somebody else writes, HandInRefused for a name that is not clean, GitFailed.
    """
    changes = [_change(clean(path, limits), *file) for path, file in files.items()]
    person = f"{author.translate(FORBIDDEN)} <{email.translate(FORBIDDEN)}> {when.timestamp():.0f} {when:%z}"
    with turn(repository):
        stream = _commit(person, message, head(repository)) + b"".join(changes) + b"done\n"
        run(repository, "fast-import", "--quiet", "--done", "--date-format=raw", stdin=stream)
        return head(repository) or ""


def _commit(person: str, message: str, parent: str | None) -> bytes:
    start = f"commit refs/heads/{BRANCH}\nauthor {person}\ncommitter {person}\n".encode()
    start += _data(message.encode())
    if parent:
        start += f"from {parent}\n".encode()
    return start + b"deleteall\n"


def _change(path: str, content: bytes, executable: bool) -> bytes:
    mode = "100755" if executable else "100644"
    return f"M {mode} inline {path}\n".encode() + _data(content)


def _data(content: bytes) -> bytes:
    return b"data %d\n%b\n" % (len(content), content)
