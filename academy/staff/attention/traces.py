"""What the people of a cohort have left behind, one query each, by the id of the person."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.db.models import Max, Min, Q, Sum

from academy.people.models import AccessToken, Cohort, Enrolment, EnrolmentChange
from peer_review.models import Evaluation
from projects.models import Attempt, Sitting, Submission, Window, XpEntry

Moments = dict[int, datetime]


def in_exam(cohort: Cohort, now: datetime) -> set[int]:
    """Everybody who could sit an exam now and has not ended it: they have other things on their mind."""
    windows = Window.objects.filter(
        cohort=cohort, opens_at__lte=now, closes_at__gt=now, project__exam__isnull=False
    )
    ended = Sitting.objects.filter(window__in=windows, ended_at__isnull=False).values("user")
    rows = Enrolment.objects.filter(cohort=cohort, cohort__in=windows.values("cohort"))
    return set(rows.exclude(user__in=ended).values_list("user", flat=True))


def came_back(cohort: Cohort) -> Moments:
    """By enrolment: when it became active again."""
    rows = EnrolmentChange.objects.filter(enrolment__cohort=cohort, after=Enrolment.State.ACTIVE)
    return dict(rows.order_by().values_list("enrolment").annotate(Max("changed_at")))


def handed_in(people: Sequence[int]) -> Moments:
    """By anybody of their teams: in a team one pushes for all."""
    rows = Submission.objects.filter(attempt__team__memberships__user__in=people).order_by()
    return dict(rows.values_list("attempt__team__memberships__user").annotate(Max("submitted_at")))


def pushed(people: Sequence[int]) -> Moments:
    rows = Submission.objects.filter(submitted_by__in=people).order_by()
    return dict(rows.values_list("submitted_by").annotate(Max("submitted_at")))


def gave(people: Sequence[int]) -> Moments:
    rows = Evaluation.objects.filter(evaluator__in=people, filled_at__isnull=False).order_by()
    return dict(rows.values_list("evaluator").annotate(Max("filled_at")))


def got_first(people: Sequence[int]) -> Moments:
    rows = Evaluation.objects.filter(team__memberships__user__in=people, filled_at__isnull=False).order_by()
    return dict(rows.values_list("team__memberships__user").annotate(Min("filled_at")))


def used_tokens(people: Sequence[int]) -> Moments:
    rows = AccessToken.objects.filter(user__in=people, used_at__isnull=False).order_by()
    return dict(rows.values_list("user").annotate(Max("used_at")))


def xp(people: Sequence[int], *, before: datetime) -> tuple[dict[int, int], dict[int, int]]:
    """What everybody has, and what they had at a moment."""
    rows = XpEntry.objects.filter(user__in=people).order_by().values_list("user")
    sums = rows.annotate(now=Sum("amount"), then=Sum("amount", filter=Q(created_at__lt=before), default=0))
    found = list(sums)
    return {user: now for user, now, _then in found}, {user: then for user, _now, then in found}


def failed(people: Sequence[int]) -> dict[int, list[tuple[str, int, datetime]]]:
    """Projects that somebody has tried and not validated: the title, how often, and the last time."""
    rows = Attempt.objects.filter(
        team__memberships__user__in=people, ended_at__isnull=False, refunded=False
    ).values_list(
        "team__memberships__user", "team__project__slug", "team__project__pass_mark", "mark", "ended_at"
    )
    tries: dict[tuple[int, str], list[datetime]] = defaultdict(list)
    validated = set()
    for user, project, pass_mark, mark, ended_at in rows.order_by("ended_at"):
        if ended_at is not None:
            tries[user, project].append(ended_at)
        if mark is not None and mark >= pass_mark:
            validated.add((user, project))
    found: dict[int, list[tuple[str, int, datetime]]] = defaultdict(list)
    for (user, project), times in tries.items():
        if (user, project) not in validated:
            found[user].append((project, len(times), times[-1]))
    return found
