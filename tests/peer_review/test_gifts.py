import pytest
from django.db import IntegrityError, transaction

from peer_review import attendance, booking, gifts, ledger, points
from peer_review.models import Account, Entry
from projects.refusals import Refused
from tests.making import make_person
from tests.peer_review.making import at, book, offer
from tests.peer_review.test_points import commons, owed, spend_all


def grant(user, cohort, by, amount=3, request="form-1"):
    return gifts.grant(user, cohort=cohort, amount=amount, by=by, reason="Helped a class.", request=request)


def undo(entry, cohort, by):
    return gifts.undo(entry, cohort=cohort, by=by, reason="A mistake.")


def test_a_gift_goes_to_the_commons_once(ada, cohort):
    for _again in range(2):
        gifts.donate(ada, cohort=cohort, amount=2, request="form-1")

    assert (points.balance(ada), commons(cohort)) == (3, 3)


@pytest.mark.parametrize("amount", [0, -1, 6])
def test_nobody_gives_what_they_do_not_have(ada, cohort, amount):
    with pytest.raises(Refused, match="Give at least one point"):
        gifts.donate(ada, cohort=cohort, amount=amount, request="form-1")


def test_who_owes_gives_nothing(attempt, ada, bob, cohort):
    spend_all(ada)
    offer(bob)
    book(attempt)

    with pytest.raises(Refused, match="You owe points yourself"):
        gifts.donate(ada, cohort=cohort, amount=1, request="form-1")


def test_only_trainees_of_the_cohort_give(cohort, sora):
    with pytest.raises(Refused, match="Points belong to trainees"):
        gifts.donate(sora, cohort=cohort, amount=1, request="form-1")


def test_staff_give_with_a_reason_once(ada, cohort, sora):
    for _again in range(2):
        grant(ada, cohort, sora)

    entry = Entry.objects.get(reason="staff")
    assert points.balance(ada) == 8
    assert (entry.by, entry.note) == (sora, "Helped a class.")


def test_staff_take_no_more_than_there_is(ada, cohort, sora):
    grant(ada, cohort, sora, amount=-4)

    assert points.balance(ada) == 1
    with pytest.raises(Refused, match="They have only 1"):
        grant(ada, cohort, sora, amount=-2, request="form-2")


@pytest.mark.parametrize("amount", [0, 51, -51])
def test_a_slip_of_the_finger_is_refused(ada, cohort, sora, amount):
    with pytest.raises(Refused, match="between 1 and 50"):
        grant(ada, cohort, sora, amount=amount)


def test_trainees_give_themselves_nothing(ada, cohort):
    with pytest.raises(Refused, match="Only staff"):
        grant(ada, cohort, ada)


def test_staff_always_say_why(ada, cohort, sora):
    with pytest.raises(Refused, match="Say why"):
        gifts.grant(ada, cohort=cohort, amount=1, by=sora, reason=" ", request="form-1")


def test_a_gift_of_the_staff_can_be_undone_once(ada, cohort, sora):
    given = grant(ada, cohort, sora)

    for _again in range(2):
        undo(given, cohort, sora)

    assert points.balance(ada) == 5
    assert Entry.objects.filter(reason="undo").count() == 1


def test_what_was_taken_comes_back(ada, cohort, sora):
    undo(grant(ada, cohort, sora, amount=-4), cohort, sora)

    assert points.balance(ada) == 5


def test_what_was_spent_meanwhile_is_not_taken_back(ada, cohort, sora):
    given = grant(ada, cohort, sora)
    grant(ada, cohort, sora, amount=-7, request="form-2")

    undo(given, cohort, sora)

    assert points.balance(ada) == 0


def test_a_fine_that_was_wrong_comes_back(booked, bob, cohort, sora, clock):
    clock.move_to(at(1))
    booking.cancel(booked, by=bob)
    assert points.balance(bob) == 4

    undo(Entry.objects.get(reason="fine"), cohort, sora)

    assert (points.balance(bob), commons(cohort)) == (5, 2)


def test_a_fine_that_became_a_debt_is_forgiven(booked, bob, cohort, sora, clock):
    spend_all(bob)
    clock.move_to(at(1))
    booking.cancel(booked, by=bob)

    undo(Entry.objects.get(reason="fine"), cohort, sora)

    assert (points.balance(bob), owed(bob)) == (0, 0)


def miss(evaluation, clock):
    """The team does not come."""
    clock.move_to(attendance.misses_at(evaluation))
    attendance.check_in(evaluation, by=evaluation.evaluator)
    attendance.report_no_show(evaluation, by=evaluation.evaluator)
    return Entry.objects.get(reason="forfeit")


def test_a_price_that_was_lost_wrongly_goes_back_to_who_had_paid_it(booked, ada, bob, cohort, sora, clock):
    undo(miss(booked, clock), cohort, sora)

    assert (points.balance(ada), points.balance(bob)) == (5, 5)


def test_a_price_that_the_evaluator_has_spent_is_issued_anew(booked, ada, bob, cohort, sora, clock):
    forfeit = miss(booked, clock)
    spend_all(bob)

    undo(forfeit, cohort, sora)

    assert (points.balance(ada), points.balance(bob)) == (5, 0)


def test_a_lost_price_that_was_lent_is_no_longer_owed(attempt, ada, bob, cohort, sora, clock):
    spend_all(ada)
    offer(bob)

    undo(miss(book(attempt), clock), cohort, sora)

    assert (points.balance(ada), owed(ada), points.balance(bob)) == (0, 0, 5)


def test_evaluations_that_took_place_are_not_undone(ada, cohort, sora):
    with pytest.raises(Refused, match="cannot be undone"):
        undo(Entry.objects.get(reason="grant"), cohort, sora)


@pytest.mark.parametrize(
    "spoiled",
    [
        {"reason": "staff", "note": "Why", "by": None},
        {"reason": "staff", "note": ""},
        {"reason": "undo", "note": "Why"},
        {"reason": "burn", "undoes": True},
        {"reason": "gift"},
        {"reason": "hold"},
    ],
)
def test_the_database_refuses_entries_without_who_why_and_what(ada, spoiled):
    values = {"by": make_person("root", role="staff"), **spoiled}
    values["undoes"] = Entry.objects.first() if spoiled.get("undoes") else None

    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.create(key="test", **values)


@pytest.mark.parametrize("reason", ["hold", "fine", "earn", "forfeit", "refund"])
def test_the_database_refuses_a_second_payment_under_another_key(booked, ada, reason):
    first = "settle" if reason in ("earn", "forfeit", "refund") else reason
    Entry.objects.get_or_create(key=f"{first}:{booked.pk}", defaults={"reason": reason, "evaluation": booked})

    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.create(key="test", reason=reason, evaluation=booked)
    Entry.objects.filter(reason=reason, evaluation=booked).exclude(reason="hold").delete()


def test_the_database_refuses_a_debt_beyond_reason(ada):
    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.filter(user=ada).update(owed=6)


def test_a_fine_of_nobody_moves_nothing_twice(booked, bob, clock):
    clock.move_to(at(1))
    booking.cancel(booked, by=bob)

    assert points.fine(booked, by=bob) is None
    assert ledger.account(booked.cohort, "escrow").balance == 0
