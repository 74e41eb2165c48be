"""What differs between two trees of files, file by file."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from .intake.files import Files

MOST_SHOWN = 200_000  # bytes of a file; larger ones are named, not shown
MOST_PAIRS = 400  # of a removed and an added file that are looked at as one that was renamed
ALIKE = 0.5  # the part of its lines that a renamed file has kept


class Kind(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    RENAMED = "renamed"  # also where a part of it has changed


@dataclass(frozen=True)
class Change:
    path: str
    kind: Kind
    before: bytes = b""
    after: bytes = b""
    old_path: str = ""  # of a renamed file
    made_executable: bool | None = None  # None: as before

    @property
    def is_binary(self) -> bool:
        return self.texts is None

    @property
    def is_large(self) -> bool:
        return max(len(self.before), len(self.after)) > MOST_SHOWN

    @property
    def texts(self) -> tuple[str, str] | None:
        """Before and after; None when one of them is no text."""
        if b"\0" in self.before or b"\0" in self.after:
            return None
        try:
            return self.before.decode(), self.after.decode()
        except UnicodeDecodeError:
            return None


def between(old: Files, new: Files) -> list[Change]:
    """In the order of the paths that the files have now, or had."""
    removed, added = set(old) - set(new), set(new) - set(old)
    renamed = _renamed(old, new, removed, added)
    found = [_change(Kind.RENAMED, before, after, old, new) for after, before in renamed.items()]
    found += [Change(path, Kind.REMOVED, before=old[path][0]) for path in removed - set(renamed.values())]
    found += [Change(path, Kind.ADDED, after=new[path][0]) for path in added - set(renamed)]
    found += [
        _change(Kind.CHANGED, path, path, old, new) for path in set(old) & set(new) if old[path] != new[path]
    ]
    return sorted(found, key=lambda change: change.path)


def _change(kind: Kind, before: str, after: str, old: Files, new: Files) -> Change:
    (content, was_executable), (now, is_executable) = old[before], new[after]
    mode = None if was_executable == is_executable else is_executable
    return Change(after, kind, content, now, before if kind is Kind.RENAMED else "", mode)


def _renamed(old: Files, new: Files, removed: set[str], added: set[str]) -> dict[str, str]:
    """New path → old path, the most alike first; a file is taken once."""
    if len(removed) * len(added) > MOST_PAIRS:
        return {}
    alike = [(_likeness(old[one][0], new[other][0]), one, other) for one in removed for other in added]
    found: dict[str, str] = {}
    for likeness, before, after in sorted(alike, key=lambda pair: (-pair[0], *pair[1:])):
        if likeness >= ALIKE and after not in found and before not in found.values():
            found[after] = before
    return found


def _likeness(before: bytes, after: bytes) -> float:
    """The part of the lines that both have, empty ones apart."""
    if before == after:
        return 1.0 if before else 0.0
    if max(len(before), len(after)) > MOST_SHOWN:
        return 0.0
    one, other = (Counter(_lines(content)) for content in (before, after))
    return (one & other).total() / max(1, one.total(), other.total())


def _lines(content: bytes) -> Iterator[bytes]:
    return (line for line in content.splitlines() if line.strip())
