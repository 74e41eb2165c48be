"""Exams and windows when everything comes at once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from academy import journey
from grader.models import Run
from projects import exams
from projects.models import Answer, Attempt, Sitting, SittingStep, Window
from tests.making import make_person, make_submission, make_team
from tests.projects.sitting import make_exam
from tests.racing import at_once

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("english"),
]


def test_two_starts_at_once_are_one_exam():
    exam, _window = make_exam()
    ada = make_person("ada")

    told = at_once(*[lambda: journey.sit(exam, by=ada)] * 4)

    assert set(told) == {Sitting.objects.get()}
    assert (Attempt.objects.count(), SittingStep.objects.count()) == (1, 1)


def test_of_two_hand_ins_at_once_one_answers_the_step():
    exam, _window = make_exam()
    sitting = journey.sit(exam, by=make_person("ada"))
    name = exams.current_step(sitting).files[0]
    team = sitting.attempt.team
    works = [make_submission(team, files={name: (f"print({n})\n".encode(), False)}) for n in range(2)]

    told = at_once(*[lambda one=one: exams.hand_in(one) for one in works])

    refused = [one for one in told if isinstance(one, str)]
    assert refused == ["Your last hand-in is still being graded. Wait for its result."]
    assert Answer.objects.count() == 1


def test_two_verdicts_at_once_give_one_next_step():
    exam, _window = make_exam()
    sitting = journey.sit(exam, by=make_person("ada"))
    name = exams.current_step(sitting).files[0]
    work = make_submission(sitting.attempt.team, files={name: (b"print(1)\n", False)})
    exams.hand_in(work)

    at_once(*[lambda: exams.judge(work, passed=True)] * 2)

    assert list(SittingStep.objects.values_list("number", flat=True)) == [1, 2]


def test_a_window_that_is_closed_twice_at_once_is_closed_once():
    rush, window = make_exam("rush", exam=None, window_hours=48, files=["main.py"], task_digest="0" * 64)
    for login in ("ada", "bob"):
        make_submission(make_team(rush, make_person(login)))
    make_team(rush, make_person("cho"))
    now = timezone.now()
    Window.objects.filter(pk=window.pk).update(opens_at=now - timedelta(hours=48), closes_at=now)

    at_once(*[journey.close_windows] * 3)
    journey.close_windows()

    states = Attempt.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["grading", "grading", "finished"]
    assert Run.objects.filter(purpose=Run.Purpose.FINAL).count() == 2


def test_a_team_that_closes_as_the_sweep_does_is_closed_once():
    rush, _window = make_exam("rush", exam=None, window_hours=48, files=["main.py"], task_digest="0" * 64)
    ada = make_person("ada")
    work = make_submission(make_team(rush, ada))

    def close():
        return journey.close(work.attempt, submission=work, by=ada)

    told = at_once(close, close, journey.close_windows)

    assert [isinstance(one, Run) for one in told].count(True) == 1
    assert Run.objects.filter(purpose=Run.Purpose.FINAL).count() == 1
