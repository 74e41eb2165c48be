import pytest

from academy.people.models import Enrolment
from peer_review import booking, quarters, slots
from peer_review.models import Slot
from projects.refusals import Refused
from tests.making import make_person
from tests.peer_review.making import at, book, offer


def open_at(user):
    return [slot.starts_at for slot in Slot.objects.filter(evaluator=user)]


def test_an_hour_is_four_slots(ada):
    opened = slots.open(ada, at(4), at(5))

    assert opened == 4
    assert open_at(ada) == [at(4), at(4, 15), at(4, 30), at(4, 45)]


def test_opening_again_adds_only_what_is_new(ada):
    slots.open(ada, at(4), at(5))

    assert slots.open(ada, at(4, 30), at(5, 30)) == 2
    assert len(open_at(ada)) == 6


@pytest.mark.parametrize(
    ("start", "end"),
    [(at(0, 30), at(1)), (at(14 * 24 - 1), at(14 * 24))],
    ids=["30-minutes-ahead", "14-days-ahead"],
)
def test_slots_open_at_both_ends_of_the_window(ada, start, end):
    assert slots.open(ada, start, end) > 0


@pytest.mark.parametrize(
    ("start", "end", "sentence"),
    [
        (at(0, 15), at(2), "from 30 minutes to 14 days ahead"),
        (at(-2), at(-1), "from 30 minutes to 14 days ahead"),
        (at(14 * 24 - 1), at(14 * 24, 15), "from 30 minutes to 14 days ahead"),
        (at(4), at(4, 15), "at least 30 minutes long"),
        (at(4), at(4), "Choose the time"),
        (at(5), at(4), "Choose the time"),
    ],
    ids=["too-soon", "past", "too-far", "too-short", "empty", "backwards"],
)
def test_opening_is_refused(ada, start, end, sentence):
    with pytest.raises(Refused, match=sentence):
        slots.open(ada, start, end)

    assert open_at(ada) == []


def test_a_quarter_may_lengthen_what_is_open_already(ada):
    slots.open(ada, at(4), at(5))

    assert slots.open(ada, at(5), at(5, 15)) == 1


def test_closing_the_middle_leaves_two_runs(ada):
    slots.open(ada, at(4), at(6))

    assert slots.close(ada, at(4, 30), at(5, 30)) == 4
    assert open_at(ada) == [at(4), at(4, 15), at(5, 30), at(5, 45)]


@pytest.mark.parametrize(
    ("start", "end"),
    [(at(4, 15), at(5)), (at(4), at(4, 45)), (at(4, 15), at(4, 30))],
    ids=["head", "tail", "both"],
)
def test_closing_does_not_leave_a_quarter_alone(ada, start, end):
    slots.open(ada, at(4), at(5))

    with pytest.raises(Refused, match="at least 30 minutes long"):
        slots.close(ada, start, end)

    assert len(open_at(ada)) == 4


def test_a_whole_run_can_be_closed(ada):
    slots.open(ada, at(4), at(5))

    assert slots.close(ada, at(4), at(5)) == 4
    assert open_at(ada) == []


def test_closing_what_is_not_open_changes_nothing(ada, bob):
    slots.open(bob, at(4), at(5))

    assert slots.close(ada, at(4), at(5)) == 0
    assert len(open_at(bob)) == 4


def test_opening_and_closing_happen_together_or_not_at_all(ada):
    slots.open(ada, at(4), at(5))
    here, later = quarters.span(at(4), 60), quarters.span(at(8), 60)

    assert slots.change(ada, wanted=later, unwanted=here) == (4, 4)
    assert open_at(ada)[0] == at(8)

    with pytest.raises(Refused):
        slots.change(ada, wanted=quarters.span(at(-8), 60), unwanted=later)
    assert open_at(ada)[0] == at(8)


def test_a_booked_quarter_is_not_closed(booked):
    with pytest.raises(Refused, match="14:00 is booked"):
        slots.close(booked.evaluator, at(4), at(5))

    assert booked.slots.count() == 2


def test_the_free_rest_of_a_booked_run_can_be_closed(booked):
    assert slots.close(booked.evaluator, at(4, 30), at(5)) == 2


def test_an_evaluator_who_cancels_takes_the_time_back_with_what_is_too_short(attempt, bob):
    slots.open(bob, at(4), at(4, 45))
    evaluation = book(attempt)

    booking.cancel(evaluation, by=bob)

    assert open_at(bob) == []


def test_a_team_that_cancels_leaves_the_time_open(booked, ada, bob):
    booking.cancel(booked, by=ada)

    assert Slot.objects.filter(evaluator=bob, evaluation=None).count() == 4


def test_only_trainees_of_a_cohort_open_slots(db):
    with pytest.raises(Refused, match="enrolled in a cohort"):
        offer(make_person("sora", role="staff"))


def test_a_frozen_trainee_takes_back_but_opens_nothing(ada):
    offer(ada)
    ada.enrolments.update(state=Enrolment.State.FROZEN)

    with pytest.raises(Refused, match="frozen"):
        slots.open(ada, at(8), at(9))
    assert slots.close(ada, at(4), at(5)) == 4


def test_the_next_quarter_is_not_before_now():
    assert slots.next_quarter(at(0, 1)) == at(0, 15)
    assert slots.next_quarter(at(0, 15)) == at(0, 15)
