import pytest

from peer_review import booking, evaluations, ledger, points
from peer_review.models import Account, Debt, Entry
from peer_review.terms import terms_of
from tests.making import make_cohort, make_person
from tests.peer_review.making import (
    at,
    book,
    fill,
    make_attempt,
    make_project,
    meet,
    offer,
    set_rules,
    spend_all,
)


def empty_the_pool(cohort):
    pool, sink = ledger.accounts(cohort, "commons", "sink")
    ledger.post("test", reason="grant", moves=[ledger.Move(pool, sink, pool.balance)])


def owed(user):
    return points.account_of(user).owed


def test_whoever_joins_has_five_points_and_the_commons_gets_one(ada, cohort):
    assert points.balance(ada) == 5
    assert ledger.account(cohort, "commons").balance == 1


def test_joining_twice_gives_five_points_once(ada, cohort):
    points.open_account(ada, cohort=cohort)

    assert points.balance(ada) == 5
    assert Entry.objects.count() == 1


def test_whoever_leaves_gives_their_points_back_and_a_head_share_leaves_the_market(ada, bob, cohort):
    points.close_account(ada, cohort=cohort)

    assert points.balance(ada) == 0
    assert ledger.account(cohort, "commons").balance == 1
    assert ledger.account(cohort, "sink").balance == 6


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


def commons(cohort):
    return ledger.account(cohort, "commons").balance


def borrow(attempt, user, start=4):
    """Book without a point."""
    spend_all(user)
    return book(attempt, start=start)


def test_a_team_without_points_books_on_credit(attempt, ada, bob, cohort):
    offer(bob)

    borrow(attempt, ada)

    assert (points.balance(ada), owed(ada), commons(cohort)) == (0, 1, 1)


def test_the_member_who_owes_least_is_lent_to(ada, bob, cho):
    offer(bob)
    attempt = make_attempt(make_project(team_max=2), ada, cho)
    spend_all(cho)
    Account.objects.filter(user=ada).update(owed=1)
    Debt.objects.create(entry=Entry.objects.first(), account=points.account_of(ada), change=1)

    borrow(attempt, ada)

    assert (owed(ada), owed(cho)) == (1, 1)


def test_credit_ends_at_its_limit(attempt, ada, bob):
    offer(bob)
    set_rules(credit_points=0)

    with pytest.raises(ledger.NotEnoughPoints):
        borrow(attempt, ada)


def test_who_can_neither_pay_nor_borrow_is_paid_for_after_a_day(attempt, ada, bob, cohort, clock):
    offer(bob, start=28)
    set_rules(credit_points=0, relief_hours=24)
    spend_all(ada)
    before = commons(cohort)
    clock.move_to(at(23))
    with pytest.raises(ledger.NotEnoughPoints):
        book(attempt, start=28)

    clock.move_to(at(24))
    assert terms_of(attempt, cohort).price == 0
    booked = book(attempt, start=28)

    assert (points.balance(ada), owed(ada), commons(cohort)) == (0, 0, before - 1)
    booking.cancel(booked, by=ada)
    assert (points.balance(ada), commons(cohort)) == (0, before)


def test_with_an_empty_pool_new_points_are_issued_for_them(attempt, ada, bob, cohort, clock):
    offer(bob, start=28)
    set_rules(relief_hours=24)
    spend_all(ada)
    empty_the_pool(cohort)
    clock.move_to(at(24))

    book(attempt, start=28)

    assert (points.balance(ada), owed(ada), commons(cohort)) == (0, 0, 0)


def test_who_can_borrow_borrows_however_long_they_have_waited(attempt, ada, bob, clock):
    offer(bob, start=28)
    set_rules(relief_hours=24)
    clock.move_to(at(24))

    borrow(attempt, ada, start=28)

    assert owed(ada) == 1


def test_unless_a_cohort_says_so_nobody_is_paid_for(attempt, ada, bob, clock):
    offer(bob, start=28)
    set_rules(credit_points=0)
    clock.move_to(at(24))

    with pytest.raises(ledger.NotEnoughPoints):
        borrow(attempt, ada, start=28)


def test_the_commons_lends_only_what_it_has(attempt, ada, bob, cohort):
    offer(bob)
    empty_the_pool(cohort)

    with pytest.raises(ledger.NotEnoughPoints):
        borrow(attempt, ada)
    assert owed(ada) == 0


def test_a_loan_for_an_evaluation_that_falls_through_is_no_longer_owed(attempt, ada, bob, cohort):
    offer(bob)

    booking.cancel(borrow(attempt, ada), by=ada)

    assert (points.balance(ada), owed(ada), commons(cohort)) == (0, 0, 2)


def test_a_loan_that_was_repaid_before_the_refund_comes_back_as_a_point(attempt, ada, bob, cho, clock):
    offer(bob, start=20)
    lent = borrow(attempt, ada, start=20)
    offer(ada)
    evaluation = book(make_attempt(make_project("other"), cho))
    clock.move_to(at(4))
    fill(meet(evaluation))
    assert (points.balance(ada), owed(ada)) == (0, 0)

    booking.cancel(lent, by=ada)

    assert (points.balance(ada), owed(ada)) == (1, 0)


def test_nobody_earns_above_the_ceiling(met, bob, cohort):
    set_rules(ceiling_points=5, soft_cap_points=5)

    fill(met)

    assert points.balance(bob) == 5
    assert commons(cohort) == 3


def test_a_dearer_evaluation_costs_and_earns_more(attempt, ada, bob, clock):
    set_rules(price_points=2)
    offer(bob)
    evaluation = book(attempt)
    clock.move_to(at(4))

    fill(meet(evaluation))

    assert (points.balance(ada), points.balance(bob)) == (3, 7)


def test_a_fine_takes_what_there_is_and_notes_the_rest(booked, bob, clock):
    set_rules(fine_points=5, credit_points=5)
    account = points.account_of(bob)
    taken = ledger.Move(account, ledger.account(make_cohort(), "sink"), 2)
    ledger.post("test", reason="grant", moves=[taken])
    clock.move_to(at(1))

    booking.cancel(booked, by=bob)

    assert (points.balance(bob), owed(bob)) == (0, 2)
