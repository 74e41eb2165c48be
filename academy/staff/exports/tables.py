"""What staff can take away of a cohort: plain tables, a line for each thing."""

from academy.people.models import Cohort

from . import meetings, office, work
from .kinds import Asked, Kind, Table

KINDS: dict[str, Kind] = {**work.KINDS, **meetings.KINDS, **office.KINDS}


def table(name: str, cohort: Cohort, asked: Asked) -> Table:
    """`asked`: the filters of the page that shows it. Raises KeyError for a name that is not in KINDS."""
    kind = KINDS[name]
    head = [str(word) for word in kind.head] + kind.more(cohort)
    return Table(f"{cohort.slug}-{name}", str(kind.title), head, kind.rows(cohort, asked))
