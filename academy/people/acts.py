"""Writing down what staff do. Called inside the act itself, so that neither stands without the other."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model, QuerySet

from .models import Cohort, ConcernedPerson, StaffAct, User

Kind = StaffAct.Kind


def write(
    kind: StaffAct.Kind,
    *,
    by: User | None,
    people: Iterable[User] = (),
    cohort: Cohort | None = None,
    what: str = "",
    ref: Model | None = None,
    reason: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> StaffAct | None:
    """One line of the log; None when it was not staff: what trainees and the clock do has its own history."""
    if by is None or not by.is_staff:
        return None
    act = StaffAct.objects.create(
        kind=kind,
        by=by,
        cohort=cohort,
        what=what[:200],
        ref=ref_of(ref) if ref else "",
        reason=reason.strip(),
        before=dict(before or {}),
        after=dict(after or {}),
    )
    ConcernedPerson.objects.bulk_create(ConcernedPerson(act=act, person=one) for one in people)
    return act


def ref_of(row: Model) -> str:
    return f"{row._meta.label_lower}:{row.pk}"


def latest_about(row: Model, *kinds: StaffAct.Kind) -> StaffAct | None:
    return StaffAct.objects.filter(ref=ref_of(row), kind__in=kinds).first()


def about(person: User) -> QuerySet[StaffAct]:
    """What was done about one person, the latest first."""
    return StaffAct.objects.filter(concerned__person=person).select_related("by", "cohort")
