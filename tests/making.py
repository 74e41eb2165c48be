"""Rows for tests, with sensible defaults. Everything goes through the real models."""

from datetime import date, timedelta
from itertools import count

from django.utils import timezone

from academy.people.models import Cohort, Enrolment, SchoolClass, User
from peer_review.models import MarketSettings
from projects import attempts, teams, trees
from projects.models import Attempt, Project, Submission, Team

_numbers = count(1)


def make_cohort(slug="gwangju", **fields):
    term = {"starts_on": date(2026, 1, 5), "ends_on": date(2026, 12, 18)}
    values = {"name": slug.title(), **term, **fields}
    cohort, created = Cohort.objects.get_or_create(slug=slug, defaults=values)
    if created:
        SchoolClass.objects.create(cohort=cohort, number=1)
        # Most tests are not about the pledge, and would have to offer time before each booking.
        MarketSettings.objects.create(cohort=cohort, pledge_factor=0)
    return cohort


def make_person(login=None, role="trainee", cohort=None, **fields):
    """A person; a trainee is enrolled in the one cohort of the test unless told otherwise."""
    login = login or f"person{next(_numbers)}"
    values = {"name": f"{login.title()} Kim", "language": "en", **fields}
    user = User.objects.create_user(
        f"{login}@example.org", "a-good-password-42", login=login, role=role, **values
    )
    if role == "trainee":
        cohort = cohort or make_cohort()
        Enrolment.objects.create(user=user, cohort=cohort, school_class=cohort.classes.first())
    return user


def make_project(slug="first-steps", **fields):
    values = {
        "title_ko": f"{slug} 과제",
        "title_en": slug.replace("-", " ").capitalize(),
        "summary_ko": "요약",
        "summary_en": "A summary.",
        "subject_ko": "# 과제\n\n## 규칙\n\n설명",
        "subject_en": "# Project\n\n## Rules\n\nWhat to do.",
        "circle": 0,
        "position": next(_numbers),
        "xp": 100,
        "hours": 5,
        "skills": ["python"],
        "files": ["main.py"],
        "evaluations": 1,
        "retry_days": [0, 1, 3, 7],
        "folder_digest": "0" * 64,
        "task_digest": "0" * 64,
        **fields,
    }
    requires = values.pop("requires", [])
    project = Project.objects.create(slug=slug, **values)
    project.requires.set(requires)
    return project


def make_team(project, *people) -> Team:
    """A locked team whose first attempt is open."""
    team = teams.create(project, leader=people[0])
    for person in people[1:]:
        teams.answer(teams.invite(team, person, by=people[0]), accept=True)
    attempts.open_next(team)
    return team


def make_submission(team, *, files=None, by=None) -> Submission:
    tree = trees.keep(files or {"main.py": (b"print('hello')\n", False)})
    return Submission.objects.create(
        attempt=team.attempts.get(state="open"),
        commit=f"{next(_numbers):040x}",
        tree=tree.digest,
        files=tree.files,
        size=tree.bytes,
        source="push",
        submitted_by=by or team.members.first(),
    )


def make_closed(team) -> Attempt:
    """The open attempt of `team`, closed and waiting for the grader."""
    submission = make_submission(team)
    return attempts.close(submission.attempt, submission=submission, by=submission.submitted_by)


def make_under_evaluation(team, *, score=100) -> Attempt:
    return attempts.to_evaluation(make_closed(team), grader_score=score)


def make_finished(team, *, score=100, peer=100) -> Attempt:
    return attempts.finish(make_under_evaluation(team, score=score), peer_mark=peer)


def days_ago(days):
    return timezone.now() - timedelta(days=days)
