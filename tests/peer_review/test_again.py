from types import SimpleNamespace

import pytest
from django.db import OperationalError, connection, transaction

from peer_review import again
from peer_review.models import Account
from tests.making import make_cohort
from tests.racing import at_once


def broken_off(state="40P01", text="deadlock detected"):
    error = OperationalError(text)
    error.__cause__ = SimpleNamespace(sqlstate=state) if state is None else type("E", (Exception,), {})()
    error.__cause__.sqlstate = state
    return error


def failing(times, error):
    """An act that fails so often, then tells which try it is."""
    tries = []

    def act():
        tries.append(1)
        if len(tries) <= times:
            raise error
        return len(tries)

    return act


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("error", [broken_off(), broken_off("40001"), broken_off("", "database is locked")])
def test_what_was_broken_off_is_tried_again(error):
    assert again.when_blocked(failing(2, error))() == 3


@pytest.mark.django_db(transaction=True)
def test_the_last_failure_is_raised():
    with pytest.raises(OperationalError):
        again.when_blocked(failing(again.TRIES, broken_off()))()


@pytest.mark.django_db(transaction=True)
def test_another_failure_is_raised_at_once():
    with pytest.raises(OperationalError):
        again.when_blocked(failing(1, broken_off("57P01", "terminating connection")))()


def test_inside_a_transaction_nothing_is_tried_again(db):
    with pytest.raises(OperationalError):
        again.when_blocked(failing(1, broken_off()))()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_who_lock_each_other_out_both_come_through():
    """A real deadlock: each takes a row and then the other's."""
    rows = [Account.objects.create(cohort=make_cohort(), kind=kind).pk for kind in ("mint", "sink")]
    tries = []

    @again.when_blocked
    def take(first, second):
        tries.append(first)
        with transaction.atomic():
            Account.objects.select_for_update().get(pk=first)
            connection.cursor().execute("SELECT pg_sleep(0.3)")  # both hold one row by then
            Account.objects.select_for_update().get(pk=second)
        return "done"

    told = at_once(lambda: take(*rows), lambda: take(*reversed(rows)))

    assert told == ["done", "done"]
    assert len(tries) == 3
