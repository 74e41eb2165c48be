"""Counts what a hand-in holds while it is read, and stops it at the first thing that is too much."""

from . import sentences
from .limits import Limits, in_words
from .names import clean, folded, shown
from .refused import HandInRefused


class Tally:
    """One for each tree or archive. Every method raises HandInRefused with the sentence for the trainee."""

    def __init__(self, limits: Limits):
        self.limits = limits
        self.entries = 0
        self.bytes = 0
        self._spelled: dict[str, str] = {}  # folded path → path; folders end with a slash

    def entry(self) -> None:
        self.entries += 1
        self.announce(self.entries)

    def announce(self, entries: int) -> None:
        """So many will come."""
        if entries > self.limits.entries:
            raise HandInRefused(sentences.TOO_MANY_ENTRIES.filled(limit=self.limits.entries))

    def folder(self, path: str) -> None:
        self.entry()
        self._claim(clean(path, self.limits) + "/")

    def file(self, path: str, size: int) -> str:
        """The path under which the file is kept."""
        self.entry()
        path = clean(path, self.limits)
        self._weigh(path, size)
        if folded(path) in self._spelled:
            raise self._same_name(path)
        self._claim(path)
        return path

    def _claim(self, path: str) -> None:
        """A name belongs to its first spelling; folders may be named again by what lies in them."""
        for end in (*(place + 1 for place, letter in enumerate(path[:-1]) if letter == "/"), len(path)):
            part = path[:end]
            if self._spelled.setdefault(folded(part.rstrip("/")), part) != part:
                raise self._same_name(part)

    def _weigh(self, path: str, size: int) -> None:
        if size > self.limits.file:
            raise HandInRefused(
                sentences.FILE_TOO_LARGE.filled(
                    name=shown(path), size=in_words(size), limit=in_words(self.limits.file)
                )
            )
        self.bytes += size
        if self.bytes > self.limits.total:
            raise HandInRefused(sentences.TREE_TOO_LARGE.filled(limit=in_words(self.limits.total)))

    def _same_name(self, path: str) -> HandInRefused:
        other = self._spelled[folded(path.rstrip("/"))]
        return HandInRefused(sentences.SAME_NAME.filled(name=shown(path), other=shown(other)))
