"""What a rehearsal says, as rows for a table."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Line:
    label: Any
    key: str
    unit: str = ""  # h: hours; %: a share
    places: int = 1

    def number(self, result: Mapping[str, Any]) -> float:
        return float(result[self.key]) * (100 if self.unit == "%" else 1)

    def value(self, result: Mapping[str, Any]) -> str:
        unit = {"%": "%", "h": "\N{NO-BREAK SPACE}h"}.get(self.unit, "")
        return f"{self.number(result):.{self.places}f}{unit}"


LINES = (
    Line(_("wait, median (working hours)"), "working_median", "h"),
    Line(_("wait, 95 of 100 (working hours)"), "working_p95", "h"),
    Line(_("waited more than three days (weekends out)"), "working_starved", "%"),
    Line(_("wait, median (calendar hours)"), "wait_median", "h"),
    Line(_("wait, 95 of 100 (calendar hours)"), "wait_p95", "h"),
    Line(_("waited more than three days"), "starved", "%"),
    Line(_("inequality of points (Gini)"), "points_gini", places=2),
    Line(_("people without a point"), "points_none", "%"),
    Line(_("inequality of work (Gini)"), "load_gini", places=2),
    Line(_("the same pair within 60 days"), "pairs_repeated", "%"),
    Line(_("returned favours within 30 days"), "favours_returned", "%"),
    Line(_("replaced within the hour after a no-show"), "recovered_in_the_hour", "%", 0),
    Line(_("projects finished, mean"), "projects_mean"),
    Line(_("projects finished, slowest tenth"), "projects_p10"),
    Line(_("evaluations"), "evaluations", places=0),
    Line(_("no-shows"), "misses", places=0),
)
