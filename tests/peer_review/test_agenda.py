from django.db import connection
from django.test.utils import CaptureQueriesContext

from peer_review import agenda, booking, evaluations
from tests.making import make_cohort
from tests.peer_review.making import at, book, fill, hear, make_attempt, make_project, make_trainee, offer


def test_each_side_finds_the_booking_on_its_list(booked, ada, bob):
    assert (list(agenda.to_give(bob)), list(agenda.to_get(bob))) == ([booked], [])
    assert (list(agenda.to_give(ada)), list(agenda.to_get(ada))) == ([], [booked])


def test_what_was_given_and_what_was_received_can_be_seen_apart(met, ada, bob):
    fill(met)

    assert list(agenda.past(bob, "given")) == list(agenda.past(ada, "received")) == [met]
    assert list(agenda.past(ada, "given")) == list(agenda.past(bob, "received")) == []


def test_what_is_over_is_past_for_both_sides_and_for_nobody_else(booked, ada, bob, cho, sora):
    booking.cancel(booked, by=ada)

    assert list(agenda.past(ada)) == list(agenda.past(bob)) == list(agenda.past(sora)) == [booked]
    assert list(agenda.past(cho)) == []
    assert list(agenda.to_give(bob)) == []


def test_the_lists_of_an_attempt_are_in_the_order_of_time(ada, bob, cho):
    attempt = make_attempt(make_project(evaluations=2), ada)
    offer(bob, start=6)
    offer(cho, start=4)
    later, earlier = book(attempt, start=6), book(attempt, start=4)

    assert list(agenda.of_attempt(attempt)) == [earlier, later]


def test_staff_find_reported_cheating_until_they_decide(met, cohort, sora):
    fill(met, flag="cheat")
    assert list(agenda.awaiting_decision(cohort)) == [met]
    assert list(agenda.awaiting_decision(make_cohort("seoul"))) == []

    hear(met)
    evaluations.decide(met, by=sora, upheld=True, reason="Copied.")
    assert list(agenda.awaiting_decision(cohort)) == []


def test_staff_find_a_concerning_situation_for_two_weeks(met, bob, cohort, clock):
    evaluations.tell_staff(met, by=bob, concern="They cried.")
    fill(met)
    assert list(agenda.concerning(cohort)) == [met]

    clock.move_to(at(4 + 15 * 24))
    assert list(agenda.concerning(cohort)) == []


def test_today_ends_at_midnight_of_the_cohort(ada, bob, cohort):
    attempt = make_attempt(make_project(evaluations=2), ada)
    offer(bob, start=13.5, hours=1)  # 23:30 in Gwangju
    offer(make_trainee("dan"), start=14, hours=1)  # midnight
    tonight, tomorrow = book(attempt, start=13.5), book(attempt, start=14)

    assert list(agenda.today(cohort)) == [tonight]
    assert tomorrow not in agenda.today(cohort)


def test_lists_ask_as_many_questions_for_three_rows_as_for_one(ada, bob, cho):
    attempt = make_attempt(make_project(evaluations=3), ada)
    people = [bob, cho, make_trainee("dan")]
    counts = []
    for hour, person in enumerate(people, start=4):
        offer(person, start=hour)
        book(attempt, start=hour)
        with CaptureQueriesContext(connection) as queries:
            for evaluation in agenda.to_get(ada):
                assert evaluation.team.project.title
                assert evaluation.evaluator.login
                assert [member.login for member in evaluation.team.members.all()] == ["ada"]
        counts.append(len(queries))

    assert counts == [counts[0]] * 3
