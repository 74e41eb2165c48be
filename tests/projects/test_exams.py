"""The rules of an exam: the draw, the wait, the end."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from projects import exams, submissions
from projects.models import Answer, Sitting, SittingStep
from projects.refusals import Refused
from tests.making import make_person, make_submission
from tests.projects.sitting import exercise, make_exam, plan, sit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
START = "2026-03-02T09:00:00Z"


@pytest.fixture
def clock(time_machine):
    time_machine.move_to(START, tick=False)
    return time_machine


@pytest.fixture
def sitting(clock):
    return sit(*make_exam(), make_person("ada"))


def answer(sitting):
    return exams.hand_in(make_submission(sitting.attempt.team))


def fail(sitting):
    exams.judge(answer(sitting).submission, passed=False)


def solve(sitting):
    exams.judge(answer(sitting).submission, passed=True)


def refusal(sitting):
    with pytest.raises(Refused) as refused:
        exams.check_open(sitting.attempt)
    return str(refused.value)


def test_an_exam_begins_with_one_exercise_of_the_first_step(sitting):
    step = sitting.steps.get()

    assert (step.number, step.marks, step.passed_at) == (1, 50, None)
    assert step.exercise["name"] in {"one", "two", "three"}
    assert sitting.ends_at - sitting.began_at == timedelta(minutes=60)


def test_it_ends_with_its_window_when_that_closes_earlier(clock):
    project, window = make_exam(hours=4)
    clock.shift(timedelta(hours=3, minutes=30))

    sitting = sit(project, window, make_person("ada"))

    assert sitting.ends_at == window.closes_at


def test_people_draw_different_exercises_and_each_the_same_again(clock):
    project, window = make_exam(exam=plan([f"e{n}" for n in range(40)], ["last"]))
    sittings = [sit(project, window, make_person(f"p{n}")) for n in range(4)]

    drawn = {one.steps.get().exercise["name"] for one in sittings}

    assert len(drawn) > 1
    assert Sitting.objects.get(pk=sittings[0].pk).steps.get().exercise == sittings[0].steps.get().exercise


def test_an_exercise_that_was_met_before_comes_only_when_no_other_is_left(clock):
    ada = make_person("ada")
    names = []
    for number in range(3):
        sitting = sit(*make_exam(f"exam-{number}"), ada)
        names.append(sitting.steps.get().exercise["name"])

    assert sorted(names) == ["one", "three", "two"]


def test_what_is_asked_is_pinned_at_the_start(sitting):
    project = sitting.attempt.team.project
    project.exam = plan(["new"], ["newer"])
    project.save(update_fields=["exam"])

    solve(sitting)

    assert sitting.steps.get(number=2).exercise["name"] in {"four", "five", "six"}


def test_the_wait_doubles_with_each_failure_up_to_the_most(sitting, clock):
    waits = []
    for _ in range(4):
        fail(sitting)
        step = sitting.steps.get()
        waits.append((step.blocked_until - timezone.now()).total_seconds())
        clock.move_to(step.blocked_until, tick=False)

    assert waits == [60, 120, 200, 200]


def test_nothing_is_taken_during_the_wait(sitting, clock):
    fail(sitting)

    said = refusal(sitting)
    clock.shift(timedelta(seconds=60))

    assert said == "After a failure you wait: the next hand-in is taken from 18:01:00."
    assert exams.check_open(sitting.attempt) == sitting.steps.get()


def test_the_next_step_begins_without_a_wait(sitting):
    fail_first = answer(sitting)
    exams.judge(fail_first.submission, passed=False)
    SittingStep.objects.update(blocked_until=timezone.now())

    solve(sitting)

    step = exams.check_open(sitting.attempt)
    assert (step.number, step.failures, step.blocked_until) == (2, 0, None)


def test_two_hand_ins_at_once_are_one(sitting):
    answer(sitting)

    with pytest.raises(Refused, match="still being graded"):
        answer(sitting)

    assert Answer.objects.count() == 1


def test_a_verdict_said_twice_or_late_changes_nothing(sitting):
    given = answer(sitting)
    exams.judge(given.submission, passed=True)

    exams.judge(given.submission, passed=False)
    exams.judge(given.submission, passed=True)
    exams.spare(given.submission)

    assert list(sitting.steps.values_list("number", "failures")) == [(1, 0), (2, 0)]
    assert Answer.objects.get().outcome == "passed"


def test_after_the_time_nothing_is_taken(sitting, clock):
    clock.shift(timedelta(minutes=60))

    assert refusal(sitting) == "This exam is over: nothing more is taken."
    with pytest.raises(Refused, match="is over"):
        submissions.open_attempt(sitting.attempt.team)


def test_what_was_handed_in_before_the_end_still_counts(sitting, clock):
    given = answer(sitting)
    clock.shift(timedelta(minutes=61))
    early = (exams.to_end(), exams.end(sitting))

    exams.judge(given.submission, passed=True)

    assert early == ([], False)
    assert exams.to_end() == [sitting]
    assert exams.end(sitting)
    assert exams.score(sitting) == 50
    assert sitting.steps.count() == 1


def test_an_exam_ends_once(sitting, clock):
    clock.shift(timedelta(minutes=60))

    assert [exams.end(sitting), exams.end(sitting)] == [True, False]
    assert exams.to_end() == []


def test_our_fault_costs_no_wait_and_gives_the_time_back(sitting, clock):
    given = answer(sitting)
    clock.shift(timedelta(minutes=70))

    exams.spare(given.submission)

    after = Sitting.objects.get(pk=sitting.pk)
    assert after.ends_at == sitting.ends_at + timedelta(minutes=70)
    assert exams.check_open(sitting.attempt).failures == 0


def test_all_steps_passed_is_the_end(sitting):
    solve(sitting)
    solve(sitting)

    assert exams.is_over(sitting)
    assert refusal(sitting) == "This exam is over: nothing more is taken."
    assert (exams.end(sitting), exams.score(sitting)) == (True, 100)


def test_nobody_sits_an_exam_twice_in_its_window(sitting):
    again = sitting.attempt
    with pytest.raises(Refused, match="another day"):
        exams.begin(again, window=sitting.window, user=sitting.user)


def test_the_files_of_a_hand_in_are_those_of_the_exercise(sitting):
    name = sitting.steps.get().exercise["name"]

    assert submissions.expected_files(sitting.attempt.team) == [f"{name}.py"]


def refused_by_database(change):
    with pytest.raises(IntegrityError), transaction.atomic():
        change()


def test_the_database_refuses_what_must_not_be(sitting):
    step, other = sitting.steps.get(), exercise("x")
    given = answer(sitting)
    later = make_submission(sitting.attempt.team)

    refused_by_database(lambda: Sitting.objects.update(ends_at=sitting.began_at))
    refused_by_database(
        lambda: SittingStep.objects.create(sitting=sitting, number=2, exercise=other, marks=1)
    )
    refused_by_database(lambda: SittingStep.objects.update(failures=1))
    refused_by_database(lambda: SittingStep.objects.update(blocked_until=timezone.now()))
    refused_by_database(lambda: Answer.objects.update(outcome="passed"))
    refused_by_database(lambda: Answer.objects.update(judged_at=timezone.now()))
    refused_by_database(lambda: Answer.objects.update(outcome="late", judged_at=timezone.now()))
    refused_by_database(lambda: Answer.objects.create(step=step, submission=later))
    refused_by_database(lambda: Answer.objects.create(step=step, submission=given.submission))

    exams.judge(given.submission, passed=True)
    now = timezone.now()
    refused_by_database(
        lambda: Answer.objects.create(step=step, submission=later, outcome="passed", judged_at=now)
    )
    refused_by_database(
        lambda: SittingStep.objects.create(sitting=sitting, number=1, exercise=other, marks=1, passed_at=now)
    )
    refused_by_database(
        lambda: Sitting.objects.create(
            window=sitting.window,
            user=sitting.user,
            attempt=sitting.attempt,
            plan={},
            seed="",
            ends_at=now + timedelta(1),
        )
    )
