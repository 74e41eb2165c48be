"""One mistake in one line of one file."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Mutant:
    file: str
    line: int
    was: str  # the line
    now: str
    text: str  # the whole file

    @property
    def mistake(self) -> tuple[str, str, str]:
        """Which mistake it is, wherever its line has moved to."""
        return self.file, self.was, self.now


def mutants_of(file: str, text: str, variants: Iterable[str]) -> Iterator[Mutant]:
    """Each variant of `text` once, with the first line in which it differs."""
    seen, lines = {text}, text.splitlines()
    for variant in variants:
        if variant not in seen:
            seen.add(variant)
            number, now = _first_difference(lines, variant.splitlines())
            was = lines[number] if number < len(lines) else ""
            yield Mutant(file, number + 1, was.strip(), now.strip(), variant)


def _first_difference(lines: list[str], others: list[str]) -> tuple[int, str]:
    for number, line in enumerate(others):
        if number >= len(lines) or line != lines[number]:
            return number, line
    return len(others), ""
