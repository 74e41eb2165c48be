import pytest

from academy.people.models import Enrolment
from peer_review import booking, points, quarters, slots
from peer_review.models import Evaluation, Presence, Slot
from projects.models import Attempt
from projects.refusals import Refused
from tests.making import make_team
from tests.peer_review.making import at, book, make_attempt, make_project, make_trainee, offer, set_rules

State = Evaluation.State


def test_booking_finds_the_evaluator_reserves_the_time_and_holds_a_point(attempt, ada, bob):
    offer(bob)

    evaluation = booking.book(attempt, starts_at=at(4), by=ada)

    assert (evaluation.evaluator, evaluation.state) == (bob, State.BOOKED)
    assert (evaluation.starts_at, evaluation.ends_at) == (at(4), at(4, 30))
    assert [slot.starts_at for slot in evaluation.slots.all()] == [at(4), at(4, 15)]
    assert Presence.objects.filter(evaluation=evaluation).count() == 4
    assert (points.balance(ada), points.balance(bob)) == (4, 5)


def test_an_evaluation_gets_the_sheet_of_today_a_code_and_an_address_nobody_can_guess(attempt, bob, project):
    offer(bob)

    evaluation = book(attempt)

    assert evaluation.sheet.project == project
    assert len(evaluation.key) == 16
    assert evaluation.code.isdigit()
    assert len(evaluation.code) == 6


def test_times_are_the_starts_that_leave_room_for_the_whole_evaluation(attempt, ada, bob):
    offer(bob)

    assert booking.times(attempt, by=ada) == [at(4), at(4, 15), at(4, 30)]


def test_times_of_two_people_are_told_once(attempt, ada, bob, cho):
    offer(bob)
    offer(cho)

    assert booking.times(attempt, by=ada) == [at(4), at(4, 15), at(4, 30)]


def test_half_of_one_and_half_of_another_is_no_time(attempt, ada, bob, cho):
    slots.open(bob, at(4), at(4, 30))
    slots.open(cho, at(4, 30), at(5))

    assert booking.times(attempt, by=ada) == [at(4), at(4, 30)]


def test_times_leave_out_what_is_less_than_a_quarter_ahead(attempt, ada, bob, clock):
    offer(bob, start=1, hours=1)
    clock.move_to(at(1, 1))

    assert booking.times(attempt, by=ada) == [at(1, 30)]


def test_times_leave_out_the_evaluations_of_the_team_itself(attempt, ada, bob, cho):
    other = make_attempt(make_project("second"), bob)
    offer(ada, start=4, hours=0.5)
    booking.book(other, starts_at=at(4), by=bob)
    offer(cho)

    assert booking.times(attempt, by=ada) == [at(4, 30)]


def test_own_slots_are_no_times(attempt, ada):
    offer(ada)

    assert booking.times(attempt, by=ada) == []


@pytest.mark.parametrize(
    ("starts_at", "sentence"),
    [
        (at(0, 10), "at least 15 minutes ahead"),
        (at(-1), "at least 15 minutes ahead"),
        (at(4, 5), "one of the times on the list"),
        (at(15 * 24), "one of the times on the list"),
        (at(9), "has just been taken"),
    ],
    ids=["too-soon", "past", "between-quarters", "too-far", "nobody"],
)
def test_a_bad_time_is_refused_and_nothing_is_paid(attempt, ada, bob, starts_at, sentence):
    offer(bob)

    with pytest.raises(Refused, match=sentence):
        booking.book(attempt, starts_at=starts_at, by=ada)

    assert points.balance(ada) == 5
    assert not Evaluation.objects.exists()


def test_only_members_of_the_team_book(attempt, bob, cho):
    offer(bob)

    with pytest.raises(Refused, match="Only members of the team"):
        booking.book(attempt, starts_at=at(4), by=cho)


def test_an_attempt_that_is_still_open_is_not_booked(ada, bob):
    team = make_team(make_project(), ada)
    offer(bob)

    with pytest.raises(Refused, match="not open for evaluation"):
        booking.book(team.attempts.get(), starts_at=at(4), by=ada)


def test_no_more_evaluations_are_booked_than_the_project_asks_for(booked, attempt, ada, cho):
    offer(cho, start=6)

    with pytest.raises(Refused, match="All evaluations of this attempt are booked"):
        booking.book(attempt, starts_at=at(6), by=ada)


def test_a_frozen_trainee_does_not_book(attempt, ada, bob):
    offer(bob)
    ada.enrolments.update(state=Enrolment.State.FROZEN)

    with pytest.raises(Refused, match="frozen"):
        booking.book(attempt, starts_at=at(4), by=ada)


def test_a_team_without_points_or_credit_is_told_how_to_earn_one(ada, bob, cho):
    set_rules(credit_points=0)
    attempt = make_attempt(make_project(evaluations=5), ada)
    for login in ("dan", "eve", "fay"):
        make_trainee(login)
    for index, person in enumerate([bob, cho, *_others()]):
        offer(person, start=4 + index)
        booking.book(attempt, starts_at=at(4 + index), by=ada)
    second = make_attempt(make_project("second"), ada)
    gil = make_trainee("gil")
    offer(gil, start=20)

    with pytest.raises(Refused, match="Nobody in your team has a point left"):
        booking.book(second, starts_at=at(20), by=ada)
    assert points.balance(ada) == 0
    assert Slot.objects.filter(evaluator=gil, evaluation=None).count() == 4


def _others():
    from academy.people.models import User

    return User.objects.filter(login__in=["dan", "eve", "fay"])


def test_the_member_with_most_points_pays(ada, bob, cho):
    first = make_attempt(make_project("alone"), ada)
    offer(bob, start=2)
    booking.book(first, starts_at=at(2), by=ada)
    together = make_attempt(make_project("together", team_max=2), ada, cho)
    offer(make_trainee("dan"), start=6)

    booking.book(together, starts_at=at(6), by=ada)

    assert (points.balance(ada), points.balance(cho)) == (4, 4)


def test_the_same_two_do_not_meet_again_on_a_project(ada, bob):
    attempt = make_attempt(make_project(evaluations=2), ada)
    offer(bob, hours=2)
    book(attempt)

    assert booking.times(attempt, by=ada) == []
    with pytest.raises(Refused, match="has just been taken"):
        booking.book(attempt, starts_at=at(5), by=ada)


def test_a_member_who_is_busy_keeps_the_team_from_booking(attempt, ada, bob, cho):
    other = make_attempt(make_project("second"), bob)
    offer(ada)
    book(other)
    offer(cho)

    with pytest.raises(Refused, match="another evaluation at that time"):
        booking.book(attempt, starts_at=at(4), by=ada)


def test_a_candidate_who_is_taken_in_the_meantime_is_passed_over(attempt, bob, cho):
    offer(bob)
    evaluation = book(attempt)
    second = make_attempt(make_project("second"), cho)
    plan = Evaluation(
        cohort=evaluation.cohort,
        attempt=second,
        team=second.team,
        sheet=evaluation.sheet,
        evaluator=bob,
        starts_at=at(4),
        minutes=30,
        booked_by=cho,
    )

    assert booking.reserve(plan) is False
    assert Evaluation.objects.get() == evaluation


def test_an_early_cancellation_by_the_team_costs_nothing(booked, ada, bob):
    booking.cancel(booked, by=ada)

    booked.refresh_from_db()
    assert (booked.state, booked.ended_by) == (State.CANCELLED_BY_TEAM, ada)
    assert (points.balance(ada), points.balance(bob)) == (5, 5)
    assert not booked.presences.exists()


def test_a_late_cancellation_by_the_team_pays_the_evaluator(booked, ada, bob, clock):
    clock.move_to(at(0, 1))

    booking.cancel(booked, by=ada)

    assert (points.balance(ada), points.balance(bob)) == (4, 6)


def test_after_cancelling_the_team_may_book_the_same_evaluator_again(booked, attempt, ada, bob):
    booking.cancel(booked, by=ada)

    assert book(attempt).evaluator == bob


def test_an_early_cancellation_by_the_evaluator_costs_nothing_and_withdraws_the_time(booked, ada, bob):
    booking.cancel(booked, by=bob)

    booked.refresh_from_db()
    assert booked.state == State.CANCELLED_BY_EVALUATOR
    assert (points.balance(ada), points.balance(bob)) == (5, 5)
    assert [slot.starts_at for slot in Slot.objects.filter(evaluator=bob)] == [at(4, 30), at(4, 45)]


def test_a_late_cancellation_by_the_evaluator_costs_a_point(booked, ada, bob, clock):
    clock.move_to(at(0, 1))

    booking.cancel(booked, by=bob)

    assert (points.balance(ada), points.balance(bob)) == (5, 4)


def test_somebody_else_takes_over_at_the_same_time(booked, attempt, ada, bob, cho):
    offer(cho)

    booking.cancel(booked, by=bob)

    replacement = Evaluation.objects.get(state=State.BOOKED)
    assert (replacement.evaluator, replacement.starts_at, replacement.replaces) == (cho, at(4), booked)
    assert points.balance(ada) == 4


def test_nobody_takes_over_at_less_than_a_quarter_of_an_hour(booked, ada, bob, cho, clock):
    offer(cho)
    clock.move_to(at(3, 50))

    booking.cancel(booked, by=bob)

    assert not Evaluation.objects.filter(state=State.BOOKED).exists()
    assert points.balance(ada) == 5


@pytest.mark.parametrize("who", ["team", "evaluator"])
def test_an_evaluation_that_has_begun_is_not_cancelled(booked, ada, bob, clock, who):
    clock.move_to(booked.starts_at)

    with pytest.raises(Refused, match="too late to cancel"):
        booking.cancel(booked, by=ada if who == "team" else bob)


def test_strangers_do_not_cancel(booked, cho):
    with pytest.raises(Refused, match="Only the two sides"):
        booking.cancel(booked, by=cho)


def test_cancelling_twice_is_refused_and_pays_once(booked, ada):
    booking.cancel(booked, by=ada)

    with pytest.raises(Refused, match="already over"):
        booking.cancel(booked, by=ada)
    assert points.balance(ada) == 5


def test_an_attempt_that_has_ended_is_not_booked(attempt, ada, bob):
    offer(bob)
    Attempt.objects.filter(pk=attempt.pk).update(state="finished", mark=100, ended_at=at(0))

    with pytest.raises(Refused, match="not open for evaluation"):
        booking.book(attempt, starts_at=at(4), by=ada)


def test_an_evaluation_of_an_hour_takes_four_quarters(ada, bob):
    attempt = make_attempt(make_project(evaluation_minutes=60), ada)
    offer(bob, hours=1.5)

    assert booking.times(attempt, by=ada) == [at(4), at(4, 15), at(4, 30)]
    assert list(book(attempt).slots.values_list("quarter", flat=True)) == list(quarters.span(at(4), 60))


def test_one_request_books_once_however_often_it_is_sent(attempt, ada, bob, cho):
    offer(bob)
    offer(cho, start=8)

    first = booking.book(attempt, starts_at=at(4), by=ada, request="form-1")
    booking.cancel(first, by=ada)
    again = booking.book(attempt, starts_at=at(8), by=ada, request="form-1")

    assert again == first
    assert Evaluation.objects.count() == 1
    assert points.balance(ada) == 5
