"""A long list of places, page by page, and where whoever looks stands in it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.core.paginator import Page, Paginator

PER_PAGE = 50
Line = TypeVar("Line")


@dataclass(frozen=True)
class Places(Generic[Line]):
    page: Page[Line]
    own: Line | None  # where it is not on this page
    own_page: int = 0


def shown(lines: Sequence[Line], number: str | None, *, is_own: Callable[[Line], bool]) -> Places[Line]:
    """The page of this number, or the first; a number that is none or too high is forgiven."""
    page = Paginator(lines, PER_PAGE).get_page(number)
    index = next((index for index, line in enumerate(lines) if is_own(line)), None)
    if index is None or page.start_index() <= index + 1 <= page.end_index():
        return Places(page, None)
    return Places(page, lines[index], index // PER_PAGE + 1)
