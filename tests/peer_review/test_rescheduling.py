import pytest

from peer_review import booking, points, quarters, rescheduling
from peer_review.models import Evaluation, Presence, Reschedule, Slot
from projects.refusals import Refused
from tests.peer_review.making import at, make_attempt, make_project, offer

State = Reschedule.State


def slots_of(person):
    return sorted(Slot.objects.filter(evaluator=person).values_list("quarter", flat=True))


def fresh(evaluation):
    return Evaluation.objects.get(pk=evaluation.pk)


def test_a_proposal_changes_nothing_until_it_is_accepted(booked, ada):
    rescheduling.propose(booked, starts_at=at(8), by=ada)

    assert fresh(booked).starts_at == at(4)
    assert rescheduling.of_evaluation(booked).to_at == at(8)


@pytest.mark.parametrize(("first", "second"), [("ada", "bob"), ("bob", "ada")])
def test_accepted_it_moves_with_its_time_and_its_point(booked, ada, bob, first, second):
    people = {"ada": ada, "bob": bob}
    proposal = rescheduling.propose(booked, starts_at=at(8), by=people[first])

    moved = rescheduling.accept(proposal, by=people[second])

    assert (moved.pk, moved.starts_at, moved.state) == (booked.pk, at(8), "booked")
    new = list(quarters.span(at(8), 30))
    assert sorted(Presence.objects.filter(user=ada).values_list("quarter", flat=True)) == new
    assert sorted(Slot.objects.filter(evaluation=moved).values_list("quarter", flat=True)) == new
    assert (points.balance(ada), points.balance(bob)) == (4, 5)
    assert Reschedule.objects.get().state == State.ACCEPTED


def test_an_evaluator_who_cannot_come_takes_the_old_time_back(booked, ada, bob):
    rescheduling.accept(rescheduling.propose(booked, starts_at=at(8), by=bob), by=ada)

    assert slots_of(bob) == [*quarters.span(at(4, 30), 30), *quarters.span(at(8), 30)]


def test_when_the_team_cannot_come_the_evaluators_time_stays_open(booked, ada, bob):
    rescheduling.accept(rescheduling.propose(booked, starts_at=at(8), by=ada), by=bob)

    assert slots_of(bob) == [*quarters.span(at(4), 60), *quarters.span(at(8), 30)]


def test_it_may_move_by_a_quarter(booked, ada, bob):
    rescheduling.accept(rescheduling.propose(booked, starts_at=at(4, 15), by=ada), by=bob)

    assert fresh(booked).starts_at == at(4, 15)


def test_only_the_other_side_accepts(booked, ada, cho):
    proposal = rescheduling.propose(booked, starts_at=at(8), by=ada)

    with pytest.raises(Refused, match="other side answers"):
        rescheduling.accept(proposal, by=ada)
    with pytest.raises(Refused, match="no part"):
        rescheduling.accept(proposal, by=cho)


@pytest.mark.parametrize(("who", "state"), [("ada", State.WITHDRAWN), ("bob", State.DECLINED)])
def test_turned_down_it_stays_where_it_is(booked, ada, bob, who, state):
    proposal = rescheduling.propose(booked, starts_at=at(8), by=ada)

    rescheduling.turn_down(proposal, by={"ada": ada, "bob": bob}[who])

    assert (Reschedule.objects.get().state, fresh(booked).starts_at) == (state, at(4))
    with pytest.raises(Refused, match="answered already"):
        rescheduling.accept(proposal, by=bob)


def test_a_second_proposal_takes_the_place_of_the_first(booked, ada):
    rescheduling.propose(booked, starts_at=at(8), by=ada)
    rescheduling.propose(booked, starts_at=at(9), by=ada)

    assert [row.state for row in Reschedule.objects.all()] == [State.WITHDRAWN, State.OPEN]


def test_both_sides_cannot_propose_past_each_other(booked, ada, bob):
    rescheduling.propose(booked, starts_at=at(8), by=ada)
    with pytest.raises(Refused, match="Answer that first"):
        rescheduling.propose(booked, starts_at=at(9), by=bob)


def test_ones_own_other_evaluation_is_in_the_way(booked, ada, cho):
    offer(cho, start=8)
    booking.book(make_attempt(make_project("second"), ada), starts_at=at(8), by=ada)

    with pytest.raises(Refused, match="Your side"):
        rescheduling.propose(booked, starts_at=at(8), by=ada)


def test_the_other_sides_calendar_cannot_be_probed(booked, ada, bob, cho):
    """Proposing tells nothing; only accepting finds that somebody is elsewhere."""
    offer(cho, start=8)
    booking.book(make_attempt(make_project("second"), bob), starts_at=at(8), by=bob)

    proposal = rescheduling.propose(booked, starts_at=at(8), by=ada)

    with pytest.raises(Refused, match="somebody is elsewhere"):
        rescheduling.accept(proposal, by=bob)
    assert Presence.objects.filter(evaluation=booked).count() == 4
    assert rescheduling.of_evaluation(booked) == proposal


@pytest.mark.parametrize("when", [at(0, 10), at(4), at(8, 7), at(24 * 15)])
def test_times_that_cannot_be_are_refused(booked, ada, when):
    with pytest.raises(Refused):
        rescheduling.propose(booked, starts_at=when, by=ada)


def test_once_the_names_are_known_nothing_moves(booked, ada, bob, clock):
    proposal = rescheduling.propose(booked, starts_at=at(8), by=ada)
    clock.move_to(at(3, 45))

    with pytest.raises(Refused, match="names are known"):
        rescheduling.accept(proposal, by=bob)
    with pytest.raises(Refused, match="names are known"):
        rescheduling.propose(booked, starts_at=at(8), by=bob)


def test_what_is_over_does_not_move(booked, ada, bob):
    proposal = rescheduling.propose(booked, starts_at=at(8), by=ada)
    booking.cancel(booked, by=ada)

    with pytest.raises(Refused, match="already over"):
        rescheduling.accept(proposal, by=bob)
