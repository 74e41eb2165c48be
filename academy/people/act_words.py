"""Acts of staff in the words of a page: the act, what changed, and nothing of the row behind it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academy.templatetags.signs import minus, signed

from .models import Enrolment, Note, StaffAct

Words = Mapping[str, str | Promise]

NAMES: Words = {
    "mark": gettext_lazy("Mark"),
    "points": gettext_lazy("Points"),
    "state": gettext_lazy("State"),
    "visibility": gettext_lazy("Who may read it"),
    "retry_at": gettext_lazy("Next attempt"),
    "ends_at": gettext_lazy("Ends"),
    "opens_at": gettext_lazy("Opens"),
    "closes_at": gettext_lazy("Closes"),
    "held_on": gettext_lazy("Day"),
    "track": gettext_lazy("Track"),
    "rule": gettext_lazy("Rule"),
    "changed": gettext_lazy("Changed"),
    "wish": gettext_lazy("Told to"),
    "which": gettext_lazy("Which work"),
    "hand_ins": gettext_lazy("Hand-ins"),
    "leaderboard": gettext_lazy("Leaderboard"),
}
VALUES: Words = {
    **dict(Enrolment.State.choices),
    **{f"visibility:{value}": label for value, label in Note.Visibility.choices},
    "rule:quiet": gettext_lazy("No hand-in"),
    "rule:pace": gettext_lazy("Falling pace"),
    "rule:tries": gettext_lazy("Many failed tries"),
    "rule:giving": gettext_lazy("No evaluation given"),
    "rule:unseen": gettext_lazy("Not seen"),
    "which:latest": gettext_lazy("the latest of each team"),
    "which:best": gettext_lazy("the best of each team"),
    "leaderboard:True": gettext_lazy("shown"),
    "leaderboard:False": gettext_lazy("not shown"),
    "open": gettext_lazy("open"),
    "granted": gettext_lazy("granted"),
    "rejected": gettext_lazy("rejected"),
    "upheld": gettext_lazy("upheld"),
    "referred": gettext_lazy("with the staff"),
    "done": gettext_lazy("upheld"),
    "dismissed": gettext_lazy("dismissed"),
}


@dataclass(frozen=True)
class Told:
    """One act as it is read. `by` is always a name: staff sign what they do."""

    act: StaffAct
    changes: list[str]

    @property
    def title(self) -> str:
        kind = self.act.get_kind_display()
        return f"{kind} · {self.act.what}" if self.act.what else kind


def told(act: StaffAct, names: Words | None = None) -> Told:
    """`names`: more words for what changed, for acts about rules."""
    return Told(act, list(_changes(act, {**NAMES, **(names or {})})))


def _changes(act: StaffAct, names: Words) -> Iterator[str]:
    for name in act.before | act.after:
        label, after = names.get(name, name), _value(name, act.after.get(name))
        if name in act.before:
            facts = {"name": label, "before": _value(name, act.before[name]), "after": after}
            yield _("%(name)s: %(before)s → %(after)s") % facts
        else:
            yield f"{label}: {after}"


def _value(name: str, value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(str(one) for one in value) or "–"
    if value is None or value == "":
        return "–"
    if name.endswith("_at") and (moment := parse_datetime(str(value))):
        return _moment(moment)
    if name == "points" and isinstance(value, int):
        return signed(value)
    return str(VALUES.get(f"{name}:{value}", VALUES.get(str(value), minus(value))))


def _moment(value: datetime) -> str:
    return date_format(timezone.localtime(value), "DATETIME_FORMAT")
