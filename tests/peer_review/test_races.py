"""Many people at the same moment, on a database where they really meet."""

from contextlib import suppress

import pytest

from peer_review import booking, evaluations, points, slots
from peer_review.audit import audit
from peer_review.models import Account, Evaluation, Presence, Slot
from projects.refusals import Refused
from tests.making import make_cohort
from tests.peer_review.making import (
    COMMENT,
    PERFECT,
    at,
    book,
    make_attempt,
    make_project,
    make_trainee,
    meet,
    offer,
)
from tests.racing import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def rivals(project, count):
    return [
        (person, make_attempt(project, person)) for person in (make_trainee(f"p{n}") for n in range(count))
    ]


def test_of_20_rivals_for_one_slot_one_wins_and_nobody_else_pays():
    bob = make_trainee("bob")
    slots.open(bob, at(4), at(4, 30))
    teams = rivals(make_project(), 20)

    told = at_once(
        *[lambda p=p, a=a: booking.book(a, starts_at=at(4), by=p) for p, a in teams],
    )

    evaluation = Evaluation.objects.get()
    assert evaluation in told
    assert told.count("This time has just been taken. Please choose another one.") == 19
    assert Slot.objects.filter(evaluation=evaluation).count() == 2
    assert Presence.objects.count() == 4
    balances = sorted(points.balance(person) for person, _attempt in teams)
    assert balances == [4] + [5] * 19
    assert Account.objects.get(kind="escrow").balance == 1
    assert audit(make_cohort()) == []


def test_without_the_lock_the_constraints_still_let_one_of_20_rivals_win():
    """`reserve` asks for no lock: only the database stands between the rivals."""
    bob = make_trainee("bob")
    slots.open(bob, at(4), at(4, 30))
    project = make_project()
    sheet = project.sheets.get()
    plans = [
        Evaluation(
            cohort=make_cohort(),
            attempt=attempt,
            team=attempt.team,
            sheet=sheet,
            evaluator=bob,
            starts_at=at(4),
            minutes=30,
            booked_by=person,
        )
        for person, attempt in rivals(project, 20)
    ]

    told = at_once(*[lambda plan=plan: booking.reserve(plan) for plan in plans])

    assert sorted(told) == [False] * 19 + [True]
    assert Slot.objects.filter(evaluation=Evaluation.objects.get()).count() == 2
    assert Presence.objects.count() == 4


def test_20_rivals_find_20_evaluators():
    for number in range(20):
        offer(make_trainee(f"e{number}"))
    teams = rivals(make_project(), 20)

    told = at_once(*[lambda p=p, a=a: booking.book(a, starts_at=at(4), by=p) for p, a in teams])

    assert len({evaluation.evaluator_id for evaluation in told}) == 20
    assert audit(make_cohort()) == []


def test_a_team_that_books_two_times_at_once_gets_the_one_it_needs():
    ada, bob = make_trainee("ada"), make_trainee("bob")
    attempt = make_attempt(make_project(), ada)
    offer(bob)
    offer(make_trainee("cho"), start=6)

    told = at_once(
        lambda: booking.book(attempt, starts_at=at(4), by=ada),
        lambda: booking.book(attempt, starts_at=at(6), by=ada),
    )

    assert Evaluation.objects.count() == 1
    assert "All evaluations of this attempt are booked." in told
    assert points.balance(ada) == 4


def test_one_point_is_not_spent_twice():
    ada = make_trainee("ada")
    projects = [make_project(f"p{number}") for number in range(8)]
    attempts = [make_attempt(project, ada) for project in projects]
    for hour in range(8):
        offer(make_trainee(f"e{hour}"), start=4 + 2 * hour)

    told = at_once(
        *[
            lambda h=hour, a=attempt: booking.book(a, starts_at=at(4 + 2 * h), by=ada)
            for hour, attempt in enumerate(attempts)
        ]
    )

    # Five points of one's own and a credit of two: the eighth booking finds nothing left.
    assert told.count("Nobody in your team has a point left. Evaluate somebody to earn one.") == 1
    assert Account.objects.values_list("balance", "owed").get(user=ada) == (0, 2)
    assert Account.objects.get(kind="escrow").balance == 7


def test_a_booking_that_both_sides_cancel_at_once_is_settled_once():
    ada, bob = make_trainee("ada"), make_trainee("bob")
    offer(bob)
    evaluation = book(make_attempt(make_project(), ada))

    told = at_once(lambda: booking.cancel(evaluation, by=ada), lambda: booking.cancel(evaluation, by=bob))

    assert told.count("This evaluation is already over.") == 1
    assert points.balance(ada) == 5
    assert audit(make_cohort()) == []


def test_a_slot_that_is_booked_and_taken_back_at_once_is_one_or_the_other():
    ada, bob = make_trainee("ada"), make_trainee("bob")
    attempt = make_attempt(make_project(), ada)
    slots.open(bob, at(4), at(4, 30))

    at_once(
        lambda: booking.book(attempt, starts_at=at(4), by=ada), lambda: slots.close(bob, at(4), at(4, 30))
    )

    booked = Evaluation.objects.count()
    assert Slot.objects.filter(evaluation__isnull=False).count() == 2 * booked
    assert Slot.objects.filter(evaluation__isnull=True).count() == 0
    assert audit(make_cohort()) == []


def test_a_sheet_that_is_handed_in_ten_times_at_once_is_paid_once(clock):
    ada, bob = make_trainee("ada"), make_trainee("bob")
    offer(bob)
    evaluation = book(make_attempt(make_project(), ada))
    clock.move_to(at(4))
    meet(evaluation)

    told = at_once(
        *[
            lambda: evaluations.fill(evaluation, by=bob, answers=PERFECT, flag="ok", comment=COMMENT)
            for _ in range(10)
        ]
    )

    assert told.count("This evaluation is already over.") == 9
    assert points.balance(bob) == 6
    assert audit(make_cohort()) == []


def test_people_who_book_cancel_and_open_at_once_do_not_block_each_other():
    """Different cohort-wide orders of the same accounts and slots: without the lock this can deadlock."""
    project = make_project(evaluations=2)
    people = [make_trainee(f"p{number}") for number in range(8)]
    attempts = [make_attempt(project, person) for person in people]
    for person in people:
        offer(person, start=4, hours=4)
    for person, attempt in zip(people, attempts, strict=True):
        book_when_free(attempt, by=person)

    booked = list(Evaluation.objects.all())
    acts = [lambda e=e: booking.cancel(e, by=e.evaluator) for e in booked]
    acts += [
        lambda p=p, a=a: booking.book(a, starts_at=at(7), by=p) for p, a in zip(people, attempts, strict=True)
    ]
    acts += [lambda p=p: slots.open(p, at(30), at(31)) for p in people]
    at_once(*acts)

    assert audit(make_cohort()) == []


def book_when_free(attempt, *, by):
    """At each of eight times at least one of the seven other attempts would have to stand in the way."""
    for number in range(8):
        with suppress(Refused):
            return booking.book(attempt, starts_at=at(4, 30 * number), by=by)
    raise AssertionError("No time is free.")


def test_an_account_that_is_opened_ten_times_at_once_gets_its_points_once():
    ada = make_trainee("ada")
    points.close_account(ada, cohort=make_cohort())

    at_once(*[lambda: points.open_account(ada, cohort=make_cohort()) for _ in range(10)])

    assert points.balance(ada) == 5
    assert audit(make_cohort()) == []
