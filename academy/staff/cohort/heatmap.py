"""The windows of trainee × project as HTML. Thousands of them: each different one is drawn once."""

from collections.abc import Iterator

from django.template.loader import get_template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from academy.people.models import Cohort

from .board import Cell, Grid, Row

HERE = "address-of-the-work"  # stands in a drawn window for its own address
WHO, WHAT = "who", "what"  # stand for a login and a project, which need no escape in an address


class Painter:
    """Draws the rows of one grid by the component of a window."""

    def __init__(self, cohort: Cohort, grid: Grid):
        self._projects = [project.slug for project in grid.projects]
        self._address = reverse("staff:work", args=[cohort.slug, WHO, WHAT])
        self._component = get_template("components/_cell.html")
        self._drawn: dict[tuple[str, int | None, int], str] = {}

    def windows(self, row: Row) -> SafeString:
        """All windows of one trainee, each a link to their work at that project."""
        start, end = self._address.replace(f"/{WHO}/", f"/{row.user.login}/").split(WHAT)
        pairs = zip(self._projects, row.cells, strict=True)
        windows = [self._window(cell).replace(HERE, start + slug + end) for slug, cell in pairs]
        return mark_safe("".join(windows))  # noqa: S308 - logins and slugs are [a-z0-9-], the rest is a template's

    def _window(self, cell: Cell) -> str:
        key = (cell.state, cell.mark, cell.attempts)
        if key not in self._drawn:
            about = {
                "state": cell.drawn,
                "mark": cell.mark,
                "said": cell.words,
                "bright": cell.mark is not None and cell.mark > 100,
                "url": HERE if cell.attempts else "",
            }
            self._drawn[key] = " ".join(self._component.render(about).split())
        return self._drawn[key]


def drawn(cohort: Cohort, grid: Grid) -> Iterator[tuple[Row, SafeString]]:
    """Each row with its windows."""
    painter = Painter(cohort, grid)
    for row in grid.rows:
        yield row, painter.windows(row)
