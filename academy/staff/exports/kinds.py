"""What a table to take away is made of."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import TextChoices
from django.utils.functional import Promise

from academy.people.models import Cohort

Value = str | int | float | bool | datetime | date | None
Asked = Mapping[str, str]  # what stands behind the question mark of the page: its search and its filters


@dataclass(frozen=True)
class Table:
    name: str  # of the file
    title: str
    head: Sequence[str]
    rows: Iterable[Sequence[Value]]


def subjects(project: str) -> list[str]:
    """The long texts of a project, which no table says. `project`: the way to it from the model."""
    return [f"{project}__subject_{language}" for language in ("ko", "en")]


def labels(choices: type[TextChoices]) -> dict[str, str]:
    """What stands for each value, asked once for a table and not for each of its rows."""
    return {value: str(label) for value, label in choices.choices}


def no_more(_cohort: Cohort) -> list[str]:
    return []


@dataclass(frozen=True)
class Kind:
    title: Promise
    about: Promise
    head: tuple[Promise, ...]
    rows: Callable[[Cohort, Asked], Iterator[Sequence[Any]]]
    more: Callable[[Cohort], list[str]] = no_more  # heads that depend on what there is
