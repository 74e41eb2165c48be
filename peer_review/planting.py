"""Known works among those that are evaluated: calibration, announced at enrolment as a practice.

Staff or mentors present a submission whose worth is known, as if it were new. The commons pays its
evaluators; it brings nobody XP, and its known mark tells the estimate how people mark.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from academy.people import acts
from academy.people.models import Cohort, User
from projects import attempts
from projects.models import Attempt, Membership, Submission, Team
from projects.refusals import Refused

from . import booking, evaluations, ledger, quarters
from .matching import rank, starts
from .models import Choice, Evaluation, Planted

BEST_KNOWN = 125
MOST_KNOWN = 200  # works to choose from


@transaction.atomic
def plant(source: Attempt, *, cohort: Cohort, known_mark: int, by: User) -> Planted:
    """Present the pinned work of `source` once more, under the name of a member of staff. Raises Refused."""
    if by.role not in (User.Role.STAFF, User.Role.MENTOR):
        raise Refused(_("Only staff and mentors present known works."))
    if source.submission is None or source.grader_score is None:
        raise Refused(_("Choose an attempt that the grader has passed."))
    if not 0 <= known_mark <= BEST_KNOWN:
        raise Refused(_("Marks go from 0 to 125."))
    attempt = attempts.open_next(_team(source.team, by))
    known = source.submission
    copy = Submission.objects.create(
        attempt=attempt,
        commit=known.commit,
        tree=known.tree,
        files=known.files,
        size=known.size,
        source=known.source,
        submitted_by=by,
    )
    attempt = attempts.close(attempt, submission=copy, by=by)
    attempt = attempts.to_evaluation(attempt, grader_score=source.grader_score)
    planted = Planted.objects.create(attempt=attempt, cohort=cohort, known_mark=known_mark, by=by)
    # About nobody: who evaluates it must not learn of it, nor whose work it was.
    acts.write(acts.Kind.PLANTED, by=by, cohort=cohort, what=source.team.project.slug, ref=planted)
    return planted


def _team(known: Team, by: User) -> Team:
    """The presenter's own team at the project, from an earlier planting or new."""
    member = Membership.objects.filter(project=known.project, user=by).select_related("team").first()
    if member:
        return member.team
    key = f"{known.project.slug}-{by.login}-practice"
    team = Team.objects.create(project=known.project, name=by.login, key=key)
    Membership.objects.create(team=team, project=known.project, user=by, is_leader=True)
    return team


@transaction.atomic
def book(planted: Planted, *, starts_at: datetime, by: User) -> Evaluation:
    """Let the system find an evaluator for a planted work; the commons pays. Raises Refused."""
    attempt, cohort = planted.attempt, planted.cohort
    ledger.lock(cohort)
    if not attempt.team.memberships.filter(user=by).exists():
        raise Refused(_("Only who presents a known work books for it."))
    if attempt.state != Attempt.State.EVALUATION or evaluations.missing(attempt) == 0:
        raise Refused(_("All evaluations of this attempt are booked."))
    booking.check_notice(starts_at - timezone.now(), booking.notice(cohort))
    plan = booking.planned(attempt, cohort=cohort, starts_at=starts_at, by=by)
    plan.paid_by_commons = True
    candidates = rank(attempt, cohort, plan.span)
    for place, candidate in enumerate(candidates):
        plan.evaluator_id = candidate.evaluator
        if booking.reserve(plan):
            booking.settle(plan, by=by)
            booking.explain(plan, Choice.Door.TIME, candidates[place:])
            return plan
    raise Refused(_("Nobody is free at that time."))


def is_planted(attempt: Attempt) -> bool:
    return Planted.objects.filter(attempt=attempt).exists()


def times(planted: Planted) -> list[datetime]:
    """When somebody of the cohort could evaluate it."""
    window = booking.window(planted.cohort, timezone.now())
    return [quarters.start(first) for first in starts(planted.attempt, planted.cohort, window)]


def known_works(cohort: Cohort) -> QuerySet[Attempt]:
    """The latest marked works of this cohort that could be presented once more, the latest first."""
    met = Evaluation.objects.filter(cohort=cohort).order_by().values("attempt")
    works = Attempt.objects.filter(
        pk__in=met, state=Attempt.State.FINISHED, grader_score__isnull=False, planted__isnull=True
    )
    latest = works.order_by("-ended_at").values_list("pk", flat=True)[:MOST_KNOWN]
    return (
        Attempt.objects.filter(pk__in=list(latest))
        .select_related("team__project", "submission")
        .defer("team__project__subject_ko", "team__project__subject_en")
        .order_by("-ended_at")
    )
