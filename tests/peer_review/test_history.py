from django.db import connection
from django.test.utils import CaptureQueriesContext

from peer_review import booking, causes, gifts, history
from peer_review.market_settings import settings_of
from peer_review.models import Entry
from tests.making import make_cohort
from tests.peer_review.making import at, book, fill, make_attempt, make_project, offer, set_rules
from tests.peer_review.test_points import spend_all


def told(user):
    return [(line.change, line.balance, line.owed, line.cause) for line in history.lines(user)]


def test_the_first_line_is_the_start(ada):
    assert told(ada) == [(5, 5, 0, "Points to start with.")]


def test_the_team_reads_what_it_paid_and_the_evaluator_what_they_earned(met, ada, bob):
    evaluation = fill(met)

    paid = "You booked an evaluation of First steps. The point is held until it takes place."
    assert told(ada)[0] == (-1, 4, 0, paid)
    assert told(bob)[0] == (1, 6, 0, "You evaluated First steps.")
    assert history.lines(bob)[0].url == evaluation.get_absolute_url()


def test_a_refund_says_why(booked, ada):
    booking.cancel(booked, by=ada)

    cause = "The evaluation of First steps did not take place, so the point came back."
    assert told(ada)[0] == (1, 5, 0, cause)


def test_time_kept_free_for_nothing_is_paid(booked, ada, bob, clock):
    clock.move_to(at(1))
    booking.cancel(booked, by=ada)

    cause = "You kept time free for First steps, and the team cancelled late or did not come."
    assert told(bob)[0] == (1, 6, 0, cause)


def test_debts_and_their_repayment_are_told(booked, attempt, bob, ada, clock):
    spend_all(bob)
    clock.move_to(at(1))
    booking.cancel(booked, by=bob)
    assert told(bob)[0] == (
        0,
        0,
        1,
        "You cancelled an evaluation of First steps late or did not come. "
        "You had no point left, so you owe one to the common pool.",
    )

    offer(bob, start=3)
    booking.cancel(book(attempt, start=3), by=ada)

    assert told(bob)[0][:3] == (0, 0, 0)
    assert told(bob)[0][3].endswith("It repaid what you owed to the common pool.")


def test_history_asks_as_many_questions_for_many_lines_as_for_one(ada, bob, cho):
    with CaptureQueriesContext(connection) as for_one:
        history.lines(ada)

    attempt = make_attempt(make_project(evaluations=2), ada)
    for hour, person in ((4, bob), (6, cho)):
        offer(person, start=hour)
        book(attempt, start=hour)
    with CaptureQueriesContext(connection) as for_three:
        assert len(history.lines(ada)) == 3

    assert len(for_three) == len(for_one)


def test_people_without_an_account_have_no_history(sora):
    assert history.lines(sora) == []


def test_every_line_names_the_rule_behind_it(booked, ada):
    booking.cancel(booked, by=ada)

    rules = {rule.name for rule in causes.rules(settings_of(make_cohort()))}
    assert [line.rule for line in history.lines(ada)] == ["cancelling", "price", "start"]
    assert set(causes.RULE_OF.values()) == rules - {"credit"}  # lending is told beside its cause
    assert set(causes.RULE_OF) - {Entry.Reason.STAFF, Entry.Reason.UNDO} == set(causes.SENTENCES)


def test_every_reason_that_a_person_can_meet_has_a_sentence():
    unseen = {Entry.Reason.ISSUE, Entry.Reason.BURN, *Entry.EXPLAINED}

    assert set(causes.SENTENCES) == set(Entry.Reason) - unseen


def test_a_booking_on_credit_and_its_refund_are_explained(attempt, ada, bob):
    spend_all(ada)
    offer(bob)
    booking.cancel(book(attempt), by=ada)

    refund, loan = history.lines(ada)[:2]
    assert loan.cause.endswith("You had no point left, so you owe one to the common pool.")
    assert refund.cause.endswith("You no longer owe it to the common pool.")
    assert (loan.owed, refund.owed) == (1, 0)


def test_what_the_ceiling_kept_is_explained(met, bob):
    set_rules(ceiling_points=5, soft_cap_points=5)
    fill(met)

    cause = "You evaluated First steps. You were at the ceiling, so the point went to the common pool."
    assert told(bob)[0] == (0, 5, 0, cause)


def test_the_staff_say_why(ada, sora, cohort):
    given = gifts.grant(ada, cohort=cohort, amount=2, by=sora, reason="Tidied up.", request="a")
    gifts.undo(given, cohort=cohort, by=sora, reason="Wrong person.")

    assert [line.cause for line in history.lines(ada)[:2]] == [
        "The staff have undone what happened before. They say: “Wrong person.”",
        "The staff have given you points. They say: “Tidied up.”",
    ]
