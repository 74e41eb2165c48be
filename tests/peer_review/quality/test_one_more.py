"""One more evaluation in doubt, through the journey that everybody uses."""

import pytest
from django.db import IntegrityError, transaction

from academy import journey
from peer_review import booking, evaluations, market_settings, points, waiting
from peer_review.models import Extra, Fit, Habit, WorkEstimate
from peer_review.quality import habits
from projects import marks
from tests.peer_review.making import COMMENT, at, book, make_attempt, make_project, make_trainee, meet, offer

MARKS = {100: {"runs": True, "style": 5}, 50: {"runs": True}, 60: {"runs": True, "style": 1}, 0: {}}


@pytest.fixture
def project(db):
    return make_project(evaluations=2)


def give(attempt, evaluator, mark, *, start=4, clock, flag="ok"):
    """A whole evaluation, from the offer to the sheet."""
    offer(evaluator, start=start)
    evaluation = booking.book(attempt, starts_at=at(start), by=attempt.team.members.first())
    clock.move_to(at(start))
    meet(evaluation)
    return journey.fill(evaluation, by=evaluator, answers=MARKS[mark], flag=flag, comment=COMMENT)


def set_rules(cohort, **values):
    market_settings.settings_of(cohort)
    type(cohort.market_settings).objects.filter(cohort=cohort).update(**values)
    cohort.market_settings.refresh_from_db()


def test_the_academy_looks_for_the_one_more_where_it_found_the_others(attempt, ada, bob, cho, clock):
    for start, evaluator in ((4, bob), (6, cho)):
        offer(evaluator, start=start)
    for evaluation in waiting.ask(attempt, by=ada):
        clock.move_to(evaluation.starts_at)
        mark = 100 if evaluation.evaluator == bob else 50
        journey.fill(
            meet(evaluation), by=evaluation.evaluator, answers=MARKS[mark], flag="ok", comment=COMMENT
        )
    offer(dan := make_trainee("dan"), start=28)

    (third,) = waiting.serve(attempt.team.evaluations.first().cohort)

    assert (third.evaluator, third.paid_by_commons) == (dan, True)


def test_habits_are_estimated_anew_once_five_marks_and_a_twentieth_have_come(ada, cohort, clock):
    attempt = make_attempt(make_project(evaluations=5), ada)
    Fit.objects.create(cohort=cohort, marks=0, made_at=at(0))
    for number in range(5):
        known = Fit.objects.get().marks
        give(attempt, make_trainee(f"e{number}"), 100, start=4 + 2 * number, clock=clock)

    assert (known, Fit.objects.get().marks) == (0, 5)


def test_marks_that_agree_end_the_attempt(attempt, bob, cho, clock):
    give(attempt, bob, 100, clock=clock)
    give(attempt, cho, 100, start=6, clock=clock)

    attempt.refresh_from_db()
    assert (attempt.state, attempt.peer_mark, attempt.mark) == ("finished", 100, 100)
    assert not Extra.objects.exists()


def test_evaluators_who_disagree_get_one_more_paid_by_the_commons(attempt, ada, bob, cho, clock):
    give(attempt, bob, 100, clock=clock)
    give(attempt, cho, 50, start=6, clock=clock)

    attempt.refresh_from_db()
    assert attempt.state == "evaluation"
    assert "evaluators" in Extra.objects.get(attempt=attempt).doubts
    assert evaluations.missing(attempt) == 1
    before = points.balance(ada)
    third = give(attempt, make_trainee("dan"), 100, start=8, clock=clock)

    attempt.refresh_from_db()
    assert third.paid_by_commons
    assert points.balance(ada) == before
    assert (attempt.state, attempt.peer_mark) == ("finished", 83)


def test_one_more_is_asked_for_once_however_much_they_disagree(attempt, bob, cho, clock):
    give(attempt, bob, 100, clock=clock)
    give(attempt, cho, 0, start=6, clock=clock)
    give(attempt, make_trainee("dan"), 50, start=8, clock=clock)

    attempt.refresh_from_db()
    assert (attempt.state, attempt.peer_mark) == ("finished", 50)
    assert Extra.objects.count() == 1


def test_a_pass_line_inside_the_uncertainty_asks_for_one_more(ada, bob, clock):
    attempt = make_attempt(make_project("near", evaluations=1), ada)

    give(attempt, bob, 50, clock=clock)  # 60 from the peers would pass

    assert Extra.objects.get().doubts == ["pass_line"]
    estimate = WorkEstimate.objects.get()
    assert 0.15 < estimate.chance < 0.85
    assert 5 < estimate.deviation < 10


def test_machine_and_peers_that_disagree_ask_for_one_more(ada, bob, clock):
    project = make_project("graded", evaluations=1, must_pass_grader=False)
    attempt = make_attempt(project, ada)
    type(attempt).objects.filter(pk=attempt.pk).update(grader_score=20)
    attempt.refresh_from_db()

    give(attempt, bob, 100, clock=clock)

    assert "machine" in Extra.objects.get().doubts


def test_a_flag_that_denies_what_the_grader_saw_asks_for_one_more(ada, bob, clock):
    attempt = make_attempt(make_project("flagged", evaluations=1), ada)

    give(attempt, bob, 100, flag="empty_work", clock=clock)

    assert Extra.objects.get().doubts == ["machine"]


def test_a_cohort_may_do_without(attempt, bob, cho, cohort, clock):
    set_rules(cohort, asks_one_more=False)

    give(attempt, bob, 100, clock=clock)
    give(attempt, cho, 0, start=6, clock=clock)

    attempt.refresh_from_db()
    assert (attempt.state, attempt.peer_mark) == ("finished", 50)


def test_the_plain_mean_is_the_mark_unless_the_cohort_chose_the_estimate(attempt, bob, cho, cohort, clock):
    set_rules(cohort, calibrated_marks=True)

    give(attempt, bob, 100, clock=clock)
    give(attempt, cho, 100, start=6, clock=clock)

    attempt.refresh_from_db()
    estimate = WorkEstimate.objects.last()
    assert attempt.peer_mark == int(estimate.worth) < 100
    assert attempt.mark == marks.final(attempt.team.project, grader=100, peer=attempt.peer_mark)


def test_a_mentor_weighs_what_the_cohort_says(attempt, bob, cho, cohort, clock):
    set_rules(cohort, asks_one_more=False, mentor_weight=3)
    type(cho).objects.filter(pk=cho.pk).update(role="mentor")
    cho.refresh_from_db()
    give(attempt, bob, 0, clock=clock)
    offer(bob, start=6)
    type(cho).objects.filter(pk=cho.pk).update(role="trainee")
    offer(cho, start=6)
    evaluation = book(attempt, start=6)
    type(cho).objects.filter(pk=cho.pk).update(role="mentor")
    clock.move_to(at(6))
    evaluation.refresh_from_db()
    meet(evaluation)

    journey.fill(evaluation, by=evaluation.evaluator, answers=MARKS[100], flag="ok", comment=COMMENT)

    attempt.refresh_from_db()
    assert (evaluation.evaluator, attempt.peer_mark) == (cho, 75)


def test_habits_are_kept_and_a_person_sees_their_own(cohort, ada, bob, cho, clock):
    project = make_project("many", evaluations=2)
    set_rules(cohort, asks_one_more=False)
    for number in range(6):
        attempt = make_attempt(project, make_trainee(f"author{number}"))
        give(attempt, bob, 100, start=4 + 4 * number, clock=clock)
        give(attempt, cho, 60, start=6 + 4 * number, clock=clock)

    habits.refit(cohort)

    generous, strict = habits.mirror(bob, cohort), habits.mirror(cho, cohort)
    assert (generous.given, strict.given) == (6, 6)
    assert generous.points > 4 > -4 > strict.points
    assert habits.mirror(ada, cohort) is None
    assert Fit.objects.get().marks == 12


def test_few_new_marks_leave_the_habits_as_they_are(cohort, attempt, bob, cho, clock):
    give(attempt, bob, 100, clock=clock)
    made = Fit.objects.get().made_at

    give(attempt, cho, 100, start=6, clock=clock)

    assert Fit.objects.get().made_at == made
    assert Habit.objects.count() == 1


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (Habit, {"given": 1, "points": 0, "deviation": 0, "noise": 1}),
        (Habit, {"given": 1, "points": 0, "deviation": 1, "noise": 0}),
        (WorkEstimate, {"worth": 1, "deviation": 0, "chance": 0.5}),
        (WorkEstimate, {"worth": 1, "deviation": 1, "chance": 1.5}),
        (Extra, {"cause": "whim"}),
    ],
)
def test_the_database_refuses_certainty_and_unknown_causes(booked, attempt, cohort, bob, model, values):
    owner = {
        Habit: {"cohort": cohort, "user": bob},
        WorkEstimate: {"evaluation": booked},
        Extra: {"attempt": attempt},
    }[model]

    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(**owner, **values)


def test_the_database_keeps_one_extra_of_a_kind_and_one_habit(attempt, cohort, bob):
    Extra.objects.create(attempt=attempt, cause="doubt")
    habit = {"cohort": cohort, "user": bob, "given": 1, "points": 0, "deviation": 1, "noise": 1}
    Habit.objects.create(**habit)

    with pytest.raises(IntegrityError), transaction.atomic():
        Extra.objects.create(attempt=attempt, cause="doubt")
    with pytest.raises(IntegrityError), transaction.atomic():
        Habit.objects.create(**habit)
