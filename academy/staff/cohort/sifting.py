"""What staff ask of a list of trainees: search, class, state and order. All of it stands in the address."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from academy.people.models import Cohort, Enrolment

LONGEST_SEARCH = 60
PRESENT = "present"
STATES = {PRESENT: Enrolment.PRESENT, "graduated": ("graduated",), "withdrawn": ("withdrawn",)}
RowT = TypeVar("RowT")


@dataclass(frozen=True)
class Order:
    """One way to sort rows. Rows without a value stand last, whichever way."""

    title: Promise
    value: Callable[[Any], Any]
    falls_first: bool = False  # the greatest is what one looks for


ORDERS = {
    "name": Order(_("Trainee"), lambda row: row.user.display_name),
    "class": Order(_("Class"), lambda row: row.class_number),
    "level": Order(_("Level"), lambda row: row.level.xp, falls_first=True),
    "pace": Order(_("Pace"), lambda row: row.pace),
    "work": Order(_("Last hand-in"), lambda row: row.last_work, falls_first=True),
    "seen": Order(_("Last seen"), lambda row: row.seen, falls_first=True),
}


@dataclass(frozen=True)
class Head:
    """A column head that sorts: its words, where its link leads, and how the column is sorted now."""

    title: Promise
    query: str
    sorted: str  # for aria-sort


@dataclass(frozen=True)
class Sift:
    search: str = ""
    school_class: int | None = None
    state: str = PRESENT
    order: str = "class"
    falls: bool = False

    @classmethod
    def of(cls, asked: Mapping[str, str], orders: Mapping[str, Order] = ORDERS) -> "Sift":
        """What makes no sense is left out."""
        number, state, order = asked.get("class", ""), asked.get("state", ""), asked.get("sort", "")
        return cls(
            search=asked.get("q", "").strip()[:LONGEST_SEARCH],
            school_class=int(number) if number.isdecimal() and len(number) < 4 else None,
            state=state if state in STATES else PRESENT,
            order=order if order in orders else cls.order,
            falls=asked.get("down", "") == "1",
        )

    @property
    def narrows(self) -> bool:
        return bool(self.search or self.school_class or self.state != PRESENT)

    @property
    def query(self) -> str:
        """The part of an address after its question mark."""
        usual = EVERYBODY
        given = {
            "q": self.search,
            "class": self.school_class or "",
            "state": "" if self.state == usual.state else self.state,
            "sort": "" if self.order == usual.order else self.order,
            "down": "1" if self.falls else "",
        }
        return urlencode({name: value for name, value in given.items() if value != ""})

    def enrolments(self, cohort: Cohort) -> QuerySet[Enrolment]:
        found = cohort.enrolments.filter(state__in=STATES[self.state]).select_related("user", "school_class")
        if self.school_class:
            found = found.filter(school_class__number=self.school_class)
        if self.search:
            found = found.filter(Q(user__login__icontains=self.search) | Q(user__name__icontains=self.search))
        return found.order_by("user__login")

    def sorted(self, rows: Iterable[RowT], orders: Mapping[str, Order] = ORDERS) -> list[RowT]:
        """Equals keep the order in which they came."""
        value = orders[self.order].value
        known: list[RowT] = []
        unknown: list[RowT] = []
        for row in rows:
            (unknown if value(row) is None else known).append(row)
        return sorted(known, key=value, reverse=self.falls) + unknown

    def heads(self, orders: Mapping[str, Order] = ORDERS) -> Iterator[Head]:
        for name, order in orders.items():
            here = name == self.order
            link = replace(self, order=name, falls=not self.falls if here else order.falls_first)
            now = "descending" if self.falls else "ascending"
            yield Head(order.title, link.query, now if here else "")


EVERYBODY = Sift()
