"""An exam of two steps for tests: no grader, but everything else."""

from datetime import timedelta

from django.utils import timezone

from projects import attempts, exams, teams
from projects.models import Window
from tests.making import make_cohort, make_person, make_project


def exercise(name):
    texts = {"ko": f"# {name}", "en": f"# {name}"}
    return {"name": name, "title": texts, "subject": texts, "files": [f"{name}.py"], "task": f"{name:0>64}"}


def plan(*pools, minutes=60, wait=None):
    pools = pools or (["one", "two", "three"], ["four", "five", "six"])
    return {
        "minutes": minutes,
        "wait": wait or {"first": 60, "factor": 2, "most": 200},
        "steps": [{"marks": 100 // len(pools), "exercises": [exercise(n) for n in pool]} for pool in pools],
    }


def make_exam(slug="exam", *, hours=4, opens_in=0, **fields):
    """An exam that is open for the cohort of the test, and its window."""
    values = {"exam": plan(), "evaluations": 0, "files": [], "task_digest": "", "pass_mark": 50, **fields}
    project = make_project(slug, retry_days=[0], **values)
    now = timezone.now() + timedelta(hours=opens_in)
    window = Window.objects.create(
        project=project,
        cohort=make_cohort(),
        opens_at=now,
        closes_at=now + timedelta(hours=hours),
        set_by=make_person(role="staff"),
    )
    return project, window


def sit(project, window, user):
    team = teams.create(project, leader=user)
    return exams.begin(attempts.open_next(team), window=window, user=user)
