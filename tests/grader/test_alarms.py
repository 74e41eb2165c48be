"""Staff are told when the grader fails somebody, once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from academy.notices.models import Notice
from academy.staff.attention import matters
from grader import alarms, runs
from grader.models import Run
from tests.making import make_cohort, make_person, make_project, make_submission, make_team

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def staff():
    return [make_person("sora", role="staff"), make_person("min", role="staff", language="ko")]


def ask(login, slug="first-steps"):
    team = make_team(make_project(slug), make_person(login))
    return runs.request(make_submission(team), purpose=Run.Purpose.FINAL)


def break_it(run):
    for name in ("one", "two", "three"):
        runs.put_back(runs.claim(name), fault="its box died")
        Run.objects.update(waits_until=None)
    run.refresh_from_db()


def make_late(run, minutes=11):
    Run.objects.filter(pk=run.pk).update(requested_at=timezone.now() - timedelta(minutes=minutes))


def test_staff_are_told_of_a_broken_run_once(staff, english):
    run = ask("ada")
    break_it(run)

    alarms.sound()
    alarms.sound()

    told = Notice.objects.filter(name="grader-alarm")
    assert {notice.person for notice in told} == set(staff)
    assert told[0].title == f"The grader failed on run {run.pk}"
    assert "its box died" in told[0].note
    assert told[0].url == f"/runs/{run.pk}/"
    assert run.events.last().kind == "told"


def test_staff_are_told_once_of_a_line_that_does_not_move():
    oldest, later = ask("ada", "one"), ask("bob", "two")
    make_late(oldest, minutes=30)
    make_late(later)

    alarms.sound()
    alarms.sound()

    assert Notice.objects.filter(name="queue-alarm").count() == 2
    assert oldest.events.last().kind == "told"


def test_a_run_that_was_late_and_then_breaks_is_told_again():
    run = ask("ada")
    make_late(run)
    alarms.sound()
    break_it(run)

    alarms.sound()

    assert Notice.objects.count() == 4


def test_what_waits_for_tomorrow_or_behind_live_work_is_no_alarm():
    for login, changes in [
        ("ada", {"waits_until": timezone.now() + timedelta(hours=5)}),
        ("bob", {"purpose": "rerun"}),
    ]:
        run = ask(login, f"of-{login}")
        make_late(run)
        Run.objects.filter(pk=run.pk).update(**changes)

    alarms.sound()

    assert not Notice.objects.exists()


def test_the_staff_page_of_the_cohort_names_both(english):
    broken, late = ask("ada", "one"), ask("bob", "two")
    make_late(late)
    Run.objects.filter(pk=broken.pk).update(state="broken", ended_at=timezone.now())

    why = [matter.why for matter in matters.of(make_cohort())]

    assert why == [
        "Two has been waiting for the grader.",
        "The grader failed three times on One; the attempt was given back.",
    ]
