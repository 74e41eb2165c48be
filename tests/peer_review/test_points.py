import pytest

from peer_review import booking, evaluations, ledger, points
from peer_review.models import Account, Entry
from tests.making import make_cohort, make_person
from tests.peer_review.making import at, book, fill, make_attempt, make_project, meet, offer


def spend_all(user):
    """Leave somebody without a point, properly."""
    account, commons = points.account_of(user), ledger.account(make_cohort(), "commons")
    moves = [ledger.Move(account, commons, account.balance)]
    ledger.post(f"test:{user.pk}", reason="grant", moves=moves)


def owed(user):
    return points.account_of(user).owed


def test_whoever_joins_has_five_points_and_the_commons_gets_one(ada, cohort):
    assert points.balance(ada) == 5
    assert ledger.account(cohort, "commons").balance == 1


def test_joining_twice_gives_five_points_once(ada, cohort):
    points.open_account(ada, cohort=cohort)

    assert points.balance(ada) == 5
    assert Entry.objects.count() == 1


def test_whoever_leaves_gives_their_points_to_everybody(ada, bob, cohort):
    points.close_account(ada, cohort=cohort)

    assert points.balance(ada) == 0
    assert ledger.account(cohort, "commons").balance == 7


def test_leaving_twice_changes_nothing(ada, cohort):
    points.close_account(ada, cohort=cohort)
    points.close_account(ada, cohort=cohort)

    assert Entry.objects.filter(reason="leave").count() == 1


def test_leaving_without_points_forgives_debts(booked, bob, cohort, clock):
    spend_all(bob)
    clock.move_to(at(1))
    booking.cancel(booked, by=bob)
    assert owed(bob) == 1

    points.close_account(bob, cohort=cohort)

    assert Account.objects.get(user=bob).owed == 0


def test_whoever_comes_back_starts_again(ada, cohort):
    points.close_account(ada, cohort=cohort)

    points.open_account(ada, cohort=cohort)

    assert points.balance(ada) == 5


def test_people_without_a_cohort_have_no_points(db):
    assert points.balance(make_person("sora", role="staff")) == 0


def test_a_fine_without_points_becomes_a_debt(booked, bob, clock):
    spend_all(bob)
    clock.move_to(at(1))

    booking.cancel(booked, by=bob)

    assert (points.balance(bob), owed(bob)) == (0, 1)


def test_the_next_earning_repays_a_debt_first(booked, attempt, ada, bob, cohort, clock):
    spend_all(bob)
    clock.move_to(at(1))
    booking.cancel(booked, by=bob)
    commons = ledger.account(cohort, "commons").balance
    offer(bob, start=6)
    evaluation = book(attempt, start=6)
    clock.move_to(at(6))

    fill(meet(evaluation))

    assert (points.balance(bob), owed(bob)) == (0, 0)
    assert ledger.account(cohort, "commons").balance == commons + 1


def test_debts_stop_at_two(ada, bob, clock):
    attempt = make_attempt(make_project(), ada)
    spend_all(bob)
    for hour in (1, 2, 3):
        offer(bob, start=hour)
        booking.cancel(book(attempt, start=hour), by=bob)

    assert (points.balance(bob), owed(bob)) == (0, 2)
    assert Entry.objects.filter(reason="fine").count() == 3


def test_a_refund_goes_to_the_commons_when_the_payer_has_left(booked, ada, bob, cohort):
    points.close_account(ada, cohort=cohort)
    commons = ledger.account(cohort, "commons").balance

    booking.cancel(booked, by=bob)

    assert points.balance(ada) == 0
    assert ledger.account(cohort, "commons").balance == commons + 1


def test_earnings_of_somebody_who_has_left_go_to_the_commons(met, bob, cohort):
    points.close_account(bob, cohort=cohort)
    commons = ledger.account(cohort, "commons").balance

    fill(met)

    assert Account.objects.get(user=bob).balance == 0
    assert ledger.account(cohort, "commons").balance == commons + 1


@pytest.mark.parametrize("again", [points.earn, points.forfeit, points.refund])
def test_an_evaluation_is_settled_once_in_whatever_way(met, ada, bob, again):
    evaluation = fill(met)

    assert again(evaluation, by=None) is None
    assert (points.balance(ada), points.balance(bob)) == (4, 6)


def test_the_price_is_held_once(booked, ada):
    assert points.hold(booked, by=ada) is None
    assert points.balance(ada) == 4


def test_the_best_balance_is_that_of_the_member_who_pays(ada, bob, cho):
    attempt = make_attempt(make_project(team_max=2), ada, cho)
    spend_all(ada)

    assert points.best_balance(attempt.team) == 5
    assert evaluations.missing(attempt) == 1
