"""What staff must decide or mend. Which trainees need attention is in `attention`."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from academy.people.models import Cohort
from grader import alarms
from grader.models import Run
from peer_review import agenda, appeals, fallback, mentors, supervisors
from peer_review import alarms as points_alarms
from projects.models import Membership


@dataclass(frozen=True)
class Matter:
    """One thing for staff to look at.

    `weight`: 3 when somebody is blocked by us, 2 when a decision is due.
    """

    who: str
    why: str
    since: datetime | None
    url: str
    weight: int


def of(cohort: Cohort) -> list[Matter]:
    """Heaviest and oldest first."""
    found = [
        *_points(cohort),
        *_broken_runs(cohort),
        *_long_waits(cohort),
        *_decisions(cohort),
        *_market(cohort),
    ]
    now = timezone.now()
    return sorted(found, key=lambda matter: (-matter.weight, matter.since or now))


def _points(cohort: Cohort) -> Iterator[Matter]:
    for alarm in points_alarms.open_ones(cohort):
        url = reverse("staff:economy", args=[cohort.slug])
        yield Matter(cohort.name, alarm.get_kind_display(), alarm.raised_at, url, 3)


def _broken_runs(cohort: Cohort) -> Iterator[Matter]:
    for run in _runs(cohort).filter(state=Run.State.BROKEN, ended_at__gt=timezone.now() - timedelta(days=3)):
        why = _("The grader failed three times on %(project)s.")
        if run.purpose == Run.Purpose.FINAL:
            why = _("The grader failed three times on %(project)s; the attempt was given back.")
        yield _about_run(run, why, since=run.ended_at, weight=3)


def _long_waits(cohort: Cohort) -> Iterator[Matter]:
    for run in _runs(cohort).filter(pk__in=alarms.late_runs().values("pk")):
        yield _about_run(
            run, _("%(project)s has been waiting for the grader."), since=run.requested_at, weight=3
        )


def _decisions(cohort: Cohort) -> Iterator[Matter]:
    for evaluation in agenda.awaiting_decision(cohort):
        why = _("Cheating was reported on %(project)s: hear the team, then decide.")
        project = evaluation.attempt.team.project
        url = reverse("peer_review:evaluation", args=[evaluation.key])
        yield Matter(
            evaluation.attempt.team.name, why % {"project": project.title}, evaluation.filled_at, url, 2
        )
    for evaluation in agenda.concerning(cohort):
        why = _("An evaluator reports a concerning situation on %(project)s.")
        project = evaluation.attempt.team.project
        url = reverse("peer_review:evaluation", args=[evaluation.key])
        yield Matter(
            evaluation.attempt.team.name, why % {"project": project.title}, evaluation.filled_at, url, 2
        )


def _market(cohort: Cohort) -> Iterator[Matter]:
    for appeal in appeals.waiting(cohort):
        evaluation = appeal.evaluation
        why = _("Appeals against counting as absent on %(project)s.") % {
            "project": evaluation.team.project.title
        }
        yield Matter(appeal.by.display_name, why, appeal.made_at, evaluation.get_absolute_url(), 2)
    for row in fallback.asked():
        if row.cohort_id == cohort.pk:
            why = _("Has found no evaluator for %(project)s.") % {"project": row.attempt.team.project.title}
            yield Matter(row.attempt.team.name, why, row.asked_at, reverse("peer_review:asked"), 3)
    yield from _outsiders(cohort)


def _outsiders(cohort: Cohort) -> Iterator[Matter]:
    """Teams whose project asks for people who are not their peers."""
    needs = (
        (mentors.waiting(), _("Needs an evaluation by a mentor for %(project)s.")),
        (supervisors.unasked(), _("Needs a supervisor from outside to be asked about %(project)s.")),
    )
    teams = [attempt.team_id for attempts, _why in needs for attempt in attempts]
    ours = Membership.objects.filter(team__in=teams, user__enrolments__cohort=cohort)
    of_cohort = set(ours.values_list("team", flat=True))
    for attempts, why in needs:
        for attempt in attempts:
            if attempt.team_id in of_cohort:
                told = why % {"project": attempt.team.project.title}
                yield Matter(attempt.team.name, told, attempt.closed_at, reverse("peer_review:asked"), 3)


def _runs(cohort: Cohort):  # type: ignore[no-untyped-def]
    people = cohort.enrolments.values("user")
    runs = Run.objects.filter(submission__attempt__team__memberships__user__in=people).distinct()
    return runs.select_related("submission__attempt__team__project")


def _about_run(run: Run, why: str, *, since: datetime | None, weight: int) -> Matter:
    team = run.submission.attempt.team
    return Matter(
        team.name, why % {"project": team.project.title}, since, reverse("trainee:run", args=[run.pk]), weight
    )
