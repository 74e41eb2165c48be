"""The limits of time are rules of the cohort: each test sets one of them anew."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse

from peer_review import appeals, attendance, booking, points, standby
from peer_review.matching.rules import rules_of
from peer_review.models import Evaluation
from projects.refusals import Refused
from tests.peer_review.making import NOW, at, offer, set_rules

REASON = "The door of the house was locked and nobody could come in."


def test_the_notice_of_a_booking(attempt, ada, bob):
    set_rules(notice_minutes=60)
    offer(bob, start=0.75)

    with pytest.raises(Refused, match="at least 60 minutes ahead"):
        booking.book(attempt, starts_at=at(0, 45), by=ada)
    assert booking.times(attempt, by=ada) == [at(1), at(1, 15)]


def test_until_when_cancelling_is_free(booked, ada, clock):
    set_rules(free_cancel_hours=1)
    clock.move_to(at(2, 59))

    booking.cancel(booked, by=ada)

    assert points.balance(ada) == 5


def test_the_grace_before_somebody_counts_as_absent(booked, ada, clock):
    set_rules(grace_minutes=30)
    clock.move_to(at(4, 20))
    attendance.check_in(booked, by=ada)

    with pytest.raises(Refused, match="30 minutes after the start"):
        attendance.report_no_show(booked, by=ada)

    clock.move_to(at(4, 30))
    assert attendance.report_no_show(booked, by=ada).state == Evaluation.State.NO_SHOW_EVALUATOR


def test_when_an_evaluator_may_first_say_that_they_come(booked, bob, clock):
    set_rules(check_in_minutes=45)
    clock.move_to(at(3))

    assert attendance.check_in(booked, by=bob).evaluator_checked_in_at == at(3)


def test_when_a_booking_without_a_sheet_lapses(booked):
    set_rules(overdue_hours=2)

    assert attendance.overdue(at(5, 59)) == []
    assert attendance.overdue(at(6)) == [booked]


def test_how_long_a_silent_standby_is_waited_for(booked, cho, clock):
    set_rules(standby_patience_minutes=1)
    standby.volunteer(cho, day=NOW.date())
    clock.move_to(at(3, 45))
    called = standby.call(booked)
    clock.shift(61)

    standby.call(booked)

    called.refresh_from_db()
    assert called.state == called.State.DECLINED


def test_until_when_an_absent_side_appeals(booked, ada, bob, clock):
    set_rules(appeal_days=1)
    clock.move_to(at(4, 15))
    attendance.check_in(booked, by=ada)
    missed = attendance.report_no_show(booked, by=ada)
    clock.shift(timedelta(days=1, seconds=1))

    with pytest.raises(Refused, match="within 1 day"):
        appeals.appeal(missed, by=bob, reason=REASON)


def test_how_often_somebody_looks_at_times(client, attempt, ada):
    cache.clear()
    set_rules(books_a_minute=5)
    client.force_login(ada)
    page = reverse("peer_review:book", args=[attempt.pk])

    answers = [client.get(page).status_code for _ in range(6)]

    assert answers == [200] * 5 + [429]
    cache.clear()


def test_every_cost_of_matching(cohort):
    set_rules(cost_night_tenths=1, patience_hours=2, cost_unmatched_tenths=3, recent_pair_days=4)

    found = rules_of(cohort)

    assert (found.night, found.patience, found.unmatched, found.recent_days) == (1, 2.0, 3, 4)
