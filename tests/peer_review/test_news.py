"""Who is told of what: the side that did not do it, once, and never with a name."""

import pytest

from academy.notices.models import Notice
from peer_review import (
    appeals,
    attendance,
    booking,
    evaluations,
    feedback,
    gifts,
    news,
    objections,
    rescheduling,
    standby,
    tasks,
    waiting,
)
from peer_review.models import Objection
from projects import attempts
from tests.making import make_cohort, make_person
from tests.peer_review.making import at, fill, hear, make_attempt, make_project, offer

REASON = "I sat in the other room and waited there."


def told(*people):
    """The news of each person since the last look."""
    found = [sorted(person.notices.values_list("name", flat=True)) for person in people]
    Notice.objects.all().delete()
    return found


def test_who_books_is_not_told_of_it_and_the_evaluator_is(booked, ada, bob):
    assert told(ada, bob) == [[], ["booked-to-give"]]


def test_a_team_that_waited_is_told_that_somebody_was_found(attempt, ada, bob):
    offer(bob)
    waiting.ask(attempt, by=ada)

    assert told(ada, bob) == [["booked-to-get"], ["booked-to-give"]]


@pytest.mark.parametrize(
    ("login", "news_of_ada", "news_of_bob"),
    [("ada", [], ["cancelled-by-team"]), ("bob", ["cancelled-by-evaluator"], [])],
)
def test_the_other_side_hears_that_it_is_cancelled(booked, ada, bob, login, news_of_ada, news_of_bob):
    told(ada, bob)

    booking.cancel(booked, by={"ada": ada, "bob": bob}[login])

    assert told(ada, bob) == [news_of_ada, news_of_bob]


def test_a_team_hears_who_takes_over_as_a_booking(booked, ada, bob, cho):
    offer(cho)
    told(ada)

    booking.cancel(booked, by=bob)

    assert told(ada, cho) == [["booked-to-get", "cancelled-by-evaluator"], ["booked-to-give"]]


def test_another_time_is_proposed_turned_down_and_accepted(booked, ada, bob):
    told(ada, bob)

    first = rescheduling.propose(booked, starts_at=at(8), by=ada)
    assert told(ada, bob) == [[], ["other-time"]]
    rescheduling.turn_down(first, by=bob)
    assert told(ada, bob) == [["other-time-declined"], []]
    rescheduling.accept(rescheduling.propose(booked, starts_at=at(9), by=bob), by=ada)
    assert told(ada, bob) == [["other-time"], ["moved"]]


def test_both_sides_are_reminded_once_and_again_after_a_move(booked, ada, bob, clock):
    told(ada, bob)
    news.soon(at(2, 59))
    assert told(ada, bob) == [[], []]

    tasks.remind_of_evaluations()
    news.soon(at(3))
    news.soon(at(3, 1))
    assert Notice.objects.count() == 2
    assert told(ada, bob) == [["soon-to-get"], ["soon-to-give"]]

    rescheduling.accept(rescheduling.propose(booked, starts_at=at(6), by=ada), by=bob)
    told(ada, bob)
    news.soon(at(5))
    assert told(ada, bob) == [["soon-to-get"], ["soon-to-give"]]


def test_a_sheet_and_its_feedback_are_told_to_the_other_side(met, ada, bob):
    told(ada, bob)

    evaluation = fill(met)
    assert told(ada, bob) == [["filled"], []]
    grades = {"nice": 4, "rigorous": 4, "interested": 4, "punctual": 4}
    feedback.give(evaluation, by=ada, comment="Thank you.", **grades)
    assert told(ada, bob) == [[], ["feedback-came"]]


def test_a_report_is_told_to_the_team_and_to_the_staff(met, ada, bob, sora):
    told(ada, bob, sora)

    reported = fill(met, flag="cheat")
    assert told(ada, bob, sora) == [["reported"], [], ["to-decide"]]
    hear(reported)
    evaluations.decide(reported, by=sora, upheld=False, reason="They wrote it.")
    assert told(ada, bob, sora) == [["report-decided"], ["report-decided"], []]


def test_who_counts_as_absent_hears_what_it_cost_and_how_the_appeal_ended(booked, ada, bob, sora, clock):
    told(ada, bob)
    clock.move_to(at(4, 15))
    attendance.check_in(booked, by=ada)

    missed = attendance.report_no_show(booked, by=ada)
    assert told(ada, bob) == [[], ["missed", "points"]]
    appeal = appeals.appeal(missed, by=bob, reason=REASON)
    assert told(bob, sora) == [[], ["to-decide"]]
    appeals.decide(appeal, by=sora, granted=True, answer="It was the wrong room.")
    assert told(ada, bob, sora) == [[], ["appeal-decided", "points"], []]


def test_who_is_on_call_is_called(booked, ada, bob, cho, clock):
    standby.volunteer(cho, day=at(3).date())
    clock.move_to(at(3, 50))
    told(cho)

    called = standby.call(booked)
    assert told(cho) == [["called"]]
    standby.accept(called, by=cho)
    assert told(ada, bob, cho) == [["booked-to-get", "missed"], ["missed", "points"], []]


def test_an_objection_goes_to_the_staff_and_its_end_to_the_team(met, ada, bob, sora):
    attempt = attempts.finish(fill(met).attempt, peer_mark=50)
    told(ada, bob)

    objection = objections.object_to(attempt, kind=Objection.Kind.APPEAL, by=ada, reason="Look again.")
    assert told(ada, sora) == [[], ["to-decide"]]
    objections.decide(objection, by=sora, upheld=False, reason="We looked.")
    assert told(ada, bob) == [["objection-decided"], []]


def test_points_from_the_staff_are_told_with_their_sign(ada, sora):
    gifts.grant(ada, cohort=make_cohort(), amount=-2, by=sora, reason="Why", request="1")

    assert ada.notices.get().title == "Correction points: -2"


def test_staff_and_mentors_are_asked_once_for_a_team_that_found_nobody(attempt, ada, sora, clock):
    mina = make_person("mina", role="mentor")
    waiting.ask(attempt, by=ada)
    tasks.ask_helpers()
    assert told(mina, sora) == [[], []]

    clock.move_to(at(48))
    tasks.ask_helpers()
    tasks.ask_helpers()

    assert told(ada, mina, sora) == [[], ["nobody-found"], ["nobody-found"]]


def test_every_team_of_a_mentors_project_is_told_to_the_mentors(ada, sora):
    make_attempt(make_project("capstone", mentor=True), ada)

    tasks.ask_helpers()

    assert told(sora) == [["mentor-wanted"]]


def test_nobody_is_told_of_what_an_evaluation_earns(met, ada, bob):
    fill(met)

    assert not Notice.objects.filter(name="points").exists()
