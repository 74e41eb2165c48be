"""Staff are told when the grader fails somebody, once."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from academy.staff import attention
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


def test_staff_get_a_letter_about_a_broken_run_once_and_in_their_language():
    run = ask("ada")
    break_it(run)

    alarms.sound()
    alarms.sound()

    letters = {letter.to[0]: letter for letter in mail.outbox}
    assert len(mail.outbox) == 2
    assert letters["sora@example.org"].subject == f"The grader failed on run {run.pk}"
    assert "its box died" in letters["sora@example.org"].body
    assert f"/runs/{run.pk}/" in letters["sora@example.org"].body
    assert "저희 쪽" in letters["min@example.org"].subject
    assert run.events.last().kind == "told"


def test_staff_get_one_letter_about_a_line_that_does_not_move():
    oldest, later = ask("ada", "one"), ask("bob", "two")
    make_late(oldest, minutes=30)
    make_late(later)

    alarms.sound()
    alarms.sound()

    assert {letter.subject for letter in mail.outbox} == {
        "Runs wait too long for the grader",
        "채점 대기가 너무 길어지고 있습니다",
    }
    assert len(mail.outbox) == 2
    assert oldest.events.last().kind == "told"


def test_a_run_that_was_late_and_then_breaks_is_told_again():
    run = ask("ada")
    make_late(run)
    alarms.sound()
    break_it(run)

    alarms.sound()

    assert len(mail.outbox) == 4


def test_what_waits_for_tomorrow_or_behind_live_work_is_no_alarm():
    for login, changes in [
        ("ada", {"waits_until": timezone.now() + timedelta(hours=5)}),
        ("bob", {"purpose": "rerun"}),
    ]:
        run = ask(login, f"of-{login}")
        make_late(run)
        Run.objects.filter(pk=run.pk).update(**changes)

    alarms.sound()

    assert mail.outbox == []


def test_a_mail_server_that_is_away_is_asked_again(settings):
    run = ask("ada")
    break_it(run)
    backend, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    alarms.sound()

    settings.EMAIL_BACKEND = backend
    alarms.sound()

    assert len(mail.outbox) == 2


def test_the_staff_page_of_the_cohort_names_both(english):
    broken, late = ask("ada", "one"), ask("bob", "two")
    make_late(late)
    Run.objects.filter(pk=broken.pk).update(state="broken", ended_at=timezone.now())

    why = [matter.why for matter in attention.matters(make_cohort(), [])]

    assert why == [
        "Two has been waiting for the grader.",
        "The grader failed three times on One; the attempt was given back.",
    ]
