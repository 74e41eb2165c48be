"""What staff ask of the attention list: a name, a class, a rule, and whether a step is due."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from ..models import Rule
from .steps import Matter

LONGEST_SEARCH = 60


@dataclass(frozen=True)
class Asked:
    """All of it stands in the address."""

    search: str = ""
    school_class: int | None = None
    rule: str = ""
    due: bool = False  # without what was given time

    @classmethod
    def of(cls, asked: Mapping[str, str]) -> "Asked":
        """What makes no sense is left out."""
        number, rule = asked.get("class", ""), asked.get("rule", "")
        return cls(
            search=asked.get("q", "").strip()[:LONGEST_SEARCH],
            school_class=int(number) if number.isdecimal() and len(number) < 4 else None,
            rule=rule if rule in Rule.values else "",
            due=asked.get("due", "") == "1",
        )

    @property
    def query(self) -> str:
        """The part of an address after its question mark."""
        number, due = self.school_class or "", "1" if self.due else ""
        given = {"q": self.search, "class": number, "rule": self.rule, "due": due}
        return urlencode({name: value for name, value in given.items() if value})

    def fits(self, matter: Matter) -> bool:
        enrolment = matter.finding.enrolment
        number = enrolment.school_class.number if enrolment.school_class else None
        names = f"{enrolment.user.login} {enrolment.user.name}".casefold()
        return (
            self.search.casefold() in names
            and self.school_class in (None, number)
            and self.rule in ("", matter.finding.rule)
            and not (self.due and matter.rests_until)
        )

    def tabs(self, matters: Iterable[Matter]) -> list[dict[str, object]]:
        """One for everything and one for each rule, with how much the rest of what is asked leaves of it."""
        others = replace(self, rule="")
        counts = Counter(matter.finding.rule for matter in matters if others.fits(matter))
        everything = self._tab(_("All"), "", sum(counts.values()))
        return [everything, *(self._tab(str(rule.label), rule.value, counts[rule]) for rule in Rule)]

    def _tab(self, label: str, rule: str, count: int) -> dict[str, object]:
        url = f"?{replace(self, rule=rule).query}"
        return {"label": label, "url": url, "count": count, "current": rule == self.rule}
