import pytest
from django.db import IntegrityError, transaction

from peer_review import booking, gifts, ledger, points, sales
from peer_review.models import Sale
from peer_review.terms import terms_of
from tests.peer_review.making import at, book, fill, meet, offer, set_rules
from tests.peer_review.test_points import commons


def fill_pool(user, cohort, amount=4):
    gifts.donate(user, cohort=cohort, amount=amount, request=f"gift-{amount}")


def test_a_full_pool_begins_a_sale_and_says_so(attempt, bob, cohort):
    fill_pool(bob, cohort)

    assert sales.running(cohort)
    assert terms_of(attempt, cohort).price == 0
    assert "A sale is on" in terms_of(attempt, cohort).note


def test_in_a_sale_the_pool_pays_and_the_evaluator_earns(attempt, ada, bob, cohort, clock):
    fill_pool(bob, cohort)
    offer(bob)
    evaluation = book(attempt)
    assert (points.balance(ada), commons(cohort)) == (5, 5)
    clock.move_to(at(4))

    fill(meet(evaluation))

    assert (points.balance(ada), points.balance(bob)) == (5, 2)


def test_what_the_pool_paid_goes_back_to_it(attempt, ada, bob, cohort):
    fill_pool(bob, cohort)
    offer(bob)

    booking.cancel(book(attempt), by=ada)

    assert (points.balance(ada), commons(cohort)) == (5, 6)


def test_a_sale_lasts_until_the_reserve_is_reached(attempt, ada, bob, cohort):
    fill_pool(bob, cohort, amount=2)
    offer(bob)
    book(attempt)
    assert (points.balance(ada), commons(cohort)) == (5, 3)
    pool, sink = ledger.account(cohort, "commons"), ledger.account(cohort, "sink")
    ledger.post("test", reason="burn", moves=[ledger.Move(pool, sink)])

    assert sales.review(cohort) is None
    assert Sale.objects.get().ended_at


def test_without_a_reserve_there_is_no_sale(ada, cohort):
    set_rules(reserve_points=0)

    fill_pool(ada, cohort)

    assert sales.running(cohort) is None


def test_a_cohort_may_do_without_sales(ada, cohort):
    set_rules(sale_from_percent=0)

    fill_pool(ada, cohort)

    assert sales.running(cohort) is None


def test_there_is_one_sale_at_a_time(cohort):
    Sale.objects.create(cohort=cohort)

    with pytest.raises(IntegrityError), transaction.atomic():
        Sale.objects.create(cohort=cohort)


def test_a_sale_does_not_end_before_it_begins(cohort):
    with pytest.raises(IntegrityError), transaction.atomic():
        Sale.objects.create(cohort=cohort, began_at=at(2), ended_at=at(1))
