"""The rows of trainee × project as HTML: each different window is drawn once, and so is a row."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache, lru_cache

from django.template.loader import get_template, render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timesince import timesince
from django.utils.translation import get_language, gettext, ngettext

from academy.people.models import Cohort

from .board import Cell, Grid, Row

HERE = "address-of-the-work"  # stands in a drawn window for its own address
WHO, WHAT = "who", "what"  # stand for a login and a project, which need no escape in an address
NOTHING = "–"
STEPS = (timedelta(days=1), timedelta(hours=1), timedelta(minutes=1))


def drawn(cohort: Cohort, grid: Grid, *, again: bool = False) -> Iterator[SafeString]:
    """Row by row. `again`: they take the places of those of an open page."""
    painter = Painter(cohort, grid, again=again)
    for row in grid.rows:
        yield painter.row(row)


class Painter:
    """Puts what differs into a row that the template has drawn once."""

    def __init__(self, cohort: Cohort, grid: Grid, *, again: bool):
        self._projects = [project.slug for project in grid.projects]
        self._file = reverse("staff:file", args=[WHO])
        self._work = reverse("staff:work", args=[cohort.slug, WHO, WHAT])
        self._row = mark_safe(render_to_string("staff/_grid_row.html", {"again": again}))  # noqa: S308 - a template
        self._language = get_language()
        self._now = timezone.now()
        self._ago = cache(lambda age: gettext("%(span)s ago") % {"span": timesince(self._now - age, depth=1)})

    def row(self, row: Row) -> SafeString:
        login = row.user.login
        return format_html(
            self._row,
            login=login,
            address=self._file.replace(WHO, login),
            name=row.user.display_name,
            frozen=_frozen(row),
            school_class=row.class_number or NOTHING,
            level=row.level,
            pace=days_in_words(row.pace),
            worked=self._moment(row.last_work),
            seen=self._moment(row.seen),
            windows=self._windows(row),
        )

    def _windows(self, row: Row) -> SafeString:
        """All windows of one trainee, each a link to their work at that project."""
        start, end = self._work.replace(f"/{WHO}/", f"/{row.user.login}/").split(WHAT)
        windows = []
        for slug, cell in zip(self._projects, row.cells, strict=True):
            before, after = window(self._language, cell.state, cell.mark, cell.attempts)
            windows.append(f"{before}{start}{slug}{end}{after}" if after else before)
        return mark_safe("".join(windows))  # noqa: S308 - logins and slugs are [a-z0-9-], the rest is a template's

    def _moment(self, moment: datetime | None) -> SafeString | str:
        """In one unit, whole: a row has no room for two, and many rows share their words."""
        if moment is None:
            return NOTHING
        age = max(self._now - moment, timedelta())
        step = next((step for step in STEPS if age >= step), STEPS[-1])
        return format_html('<time datetime="{}">{}</time>', moment.isoformat(), self._ago(age // step * step))


def _frozen(row: Row) -> SafeString | str:
    if row.enrolment.state != "frozen":
        return ""
    return format_html(' <span class="faint">{}</span>', row.enrolment.get_state_display())


def days_in_words(days: int) -> str:
    """Before (+) or behind (−) the calendar."""
    if not days:
        return gettext("on time")
    sign = "+" if days > 0 else "−"
    return ngettext("%(days)s day", "%(days)s days", abs(days)) % {"days": f"{sign}{abs(days)}"}


@lru_cache(maxsize=4096)
def window(language: str | None, state: str, mark: int | None, attempts: int) -> tuple[str, str]:
    """What the component of a window writes before and after its address. `language`: the one in use."""
    cell = Cell(state, mark, attempts)
    about = {
        "state": cell.drawn,
        "mark": mark,
        "said": cell.words,
        "bright": mark is not None and mark > 100,
        "url": HERE if attempts else "",
    }
    html = get_template("components/_cell.html").render(about)
    close = " ".join(html.split()).replace("> <", "><")  # no text between the parts: a browser keeps each
    before, _here, after = close.partition(HERE)
    return before, after
