import pytest

from peer_review import booking, pledge, points, quarters, slots
from peer_review.models import Evaluation, Slot
from tests.peer_review.making import at, make_attempt, make_project, make_trainee, offer, set_rules


@pytest.fixture(autouse=True)
def _asked(cohort):
    set_rules(pledge_factor=1)


@pytest.fixture
def pair(ada, bob):
    """Two who work on a project that asks for two evaluations."""
    return make_attempt(make_project(team_max=2, evaluations=2), ada, bob)


def missing(attempt, cohort):
    return pledge.pledge_of(attempt, cohort=cohort).missing


def test_who_offers_nothing_books_nothing(attempt, ada, bob):
    offer(bob)

    with pytest.raises(pledge.Unpledged, match="Offer 1 more piece of time"):
        booking.book(attempt, starts_at=at(4), by=ada)
    assert points.balance(ada) == 5


def test_who_offers_a_piece_for_each_evaluation_books(attempt, ada, bob):
    offer(bob)
    slots.open(ada, at(20), at(20, 30))

    assert booking.book(attempt, starts_at=at(4), by=ada).evaluator == bob


def test_the_whole_team_offers_together(pair, ada, bob, cohort):
    slots.open(ada, at(4), at(4, 45))
    assert missing(pair, cohort) == 1

    slots.open(bob, at(4), at(4, 30))

    assert missing(pair, cohort) == 0


def test_time_beyond_two_days_does_not_count(attempt, ada, cohort):
    slots.open(ada, at(48), at(49))

    assert missing(attempt, cohort) == 1


def test_time_before_the_attempt_was_closed_does_not_count(ada, cohort, clock):
    slots.open(ada, at(1), at(2))
    clock.move_to(at(3))

    attempt = make_attempt(make_project(), ada)

    assert missing(attempt, cohort) == 1


def test_time_that_has_passed_or_is_booked_still_counts(attempt, ada, cho, cohort, clock):
    slots.open(ada, at(4), at(4, 30))
    set_rules(pledge_factor=0)
    booking.book(make_attempt(make_project("other"), cho), starts_at=at(4), by=cho)
    set_rules(pledge_factor=1)

    clock.move_to(at(30))

    assert missing(attempt, cohort) == 0


def test_who_takes_the_time_back_owes_it_again(attempt, ada, cohort):
    slots.open(ada, at(4), at(5))
    slots.close(ada, at(4), at(5))

    assert missing(attempt, cohort) == 1


def test_in_a_crunch_week_more_is_asked(attempt, cohort):
    set_rules(crunch_weeks=["2026-03-05"])
    assert missing(attempt, cohort) == 2

    set_rules(crunch_weeks=["2026-03-09"])

    assert missing(attempt, cohort) == 1


def test_who_pauses_owes_nothing(attempt, ada, cohort):
    ada.enrolments.update(state="frozen")

    assert missing(attempt, cohort) == 0


def test_one_click_offers_what_is_missing_and_twice_nothing_more(attempt, ada, cohort):
    assert pledge.give(attempt, by=ada) == 1
    assert pledge.give(attempt, by=ada) == 0

    assert missing(attempt, cohort) == 0
    assert Slot.objects.filter(evaluator=ada).count() == 2


def test_without_a_habit_the_day_is_proposed(attempt, ada, cohort):
    (run,) = pledge.proposal(attempt, by=ada, cohort=cohort)

    assert quarters.start(run.start) == at(0, 30)


def test_the_habit_decides_what_is_proposed(ada, cohort, clock):
    slots.open(ada, at(24 * 7 + 9), at(24 * 7 + 10))
    clock.move_to(at(24 * 14))
    attempt = make_attempt(make_project(), ada)

    (run,) = pledge.proposal(attempt, by=ada, cohort=cohort)

    assert quarters.start(run.start) == at(24 * 14 + 9)


def test_proposals_keep_clear_of_what_is_offered_or_promised(pair, ada, cohort):
    slots.open(ada, at(0, 30), at(1))

    (run,) = pledge.proposal(pair, by=ada, cohort=cohort)

    assert quarters.start(run.start) == at(1)


def test_on_the_page_one_click_opens_the_way_to_book(client, attempt, ada, cohort):
    offer(make_trainee("dan"))
    client.force_login(ada)
    address = f"/attempts/{attempt.pk}/book/"
    assert "Offer these times" in client.get(address).content.decode()

    client.post(f"/attempts/{attempt.pk}/pledge/")

    page = client.get(address)
    assert page.context["days"]
    client.post(address, {"quarter": page.context["days"][0][1][0][1], "request": "a"})
    assert Evaluation.objects.count() == 1


def test_the_rule_takes_three_queries(attempt, cohort, django_assert_num_queries):
    pledge.pledge_of(attempt, cohort=cohort)

    with django_assert_num_queries(3):
        pledge.pledge_of(attempt, cohort=cohort)
