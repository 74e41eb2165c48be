"""The repositories of teams on disk: making them, reading them, committing an upload."""

import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from .process import run

BRANCH = "main"
FIELDS = ("%H", "%<(100,trunc)%an", "%at", "%<(200,trunc)%s")  # cut inside git: a name can have megabytes
LAST_SECOND = 253402300799  # of the year 9999; commits may claim any date
NEW = ".new-"


@dataclass(frozen=True)
class Entry:
    """One commit as a page lists it. Author, date and subject are what the trainee's git claimed."""

    commit: str
    author: str
    date: datetime
    subject: str


def path_of(root: Path, key: str) -> Path:
    return root / f"{key}.git"


def create(root: Path, key: str) -> Path:
    """An empty repository, or the one that is there. It appears whole or not at all."""
    repository = path_of(root, key)
    if repository.is_dir():
        return repository
    root.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=root, prefix=NEW) as folder:
        new = Path(folder, "repository")
        run(new, "init", "--quiet", "--bare", "--template=", f"--initial-branch={BRANCH}")
        try:
            new.rename(repository)
        except OSError:
            if not repository.is_dir():  # otherwise somebody else made it at the same moment
                raise
    return repository


def head(repository: Path, branch: str = BRANCH) -> str | None:
    """The newest commit, or None before the first push."""
    found = run(repository, "for-each-ref", "--format=%(objectname)", f"refs/heads/{branch}")
    return found.decode().strip() or None


def log(repository: Path, commit: str, *, limit: int = 50) -> list[Entry]:
    """`commit` and what came before it, newest first. Raises GitFailed when there is no such commit."""
    form = "--format=tformat:" + "%x00".join(FIELDS)
    told = run(
        repository, "log", "-z", f"--max-count={limit}", form, "--encoding=UTF-8", "--end-of-options", commit
    )
    values = told.decode(errors="replace").split("\0")[:-1]
    width = len(FIELDS)
    return [_entry(*values[start : start + width]) for start in range(0, len(values), width)]


def _entry(commit: str, author: str, seconds: str, subject: str) -> Entry:
    date = datetime.fromtimestamp(min(int(seconds or 0), LAST_SECOND), UTC)
    return Entry(commit, author.strip(), date, subject.strip())
