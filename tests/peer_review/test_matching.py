"""The rules on real rows: who comes into question for an attempt, in which order, and why."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from academy.people.models import User
from peer_review import ledger, matching, points, quarters, slots
from peer_review.market_settings import settings_of
from peer_review.matching.quarter_of import QuarterOf
from peer_review.models import Choice, Evaluation, MarketSettings
from projects.models import Attempt, XpEntry
from tests.making import make_cohort, make_finished, make_person, make_team
from tests.peer_review.making import at, book, make_attempt, make_project, make_trainee, offer

SPAN = quarters.span(at(4), 30)
DAY = 24


def ranked(attempt, span=SPAN):
    attempt = Attempt.objects.select_related("team__project").get(pk=attempt.pk)
    order = [candidate.evaluator for candidate in matching.rank(attempt, make_cohort(), span)]
    logins = dict(User.objects.values_list("pk", "login"))
    return [logins[pk] for pk in order]


def eligible(attempt, start=4):
    """Whom the rules allow, if everybody were free."""
    for person in User.objects.filter(role="trainee", enrolments__state="active", is_active=True):
        if not person.slots.filter(quarter=quarters.at(at(start))).exists():
            offer(person, start=start)
    return set(ranked(attempt, quarters.span(at(start), 30)))


def meet_at(evaluated, evaluator, start, project="second"):
    """`evaluator` is booked for a work of `evaluated`, `start` hours from Monday morning."""
    offer(evaluator, start=start)
    return book(make_attempt(make_project(project), evaluated), start=start)


def long_ago(evaluation, days):
    Evaluation.objects.filter(pk=evaluation.pk).update(starts_at=at(4 - days * DAY))


def move(user, amount):
    """Give somebody more points, properly."""
    mint = ledger.account(make_cohort(), ledger.Kind.MINT)
    moves = [ledger.Move(mint, points.account_of(user), amount)]
    ledger.post(f"test:{user.pk}", reason="grant", moves=moves)


def test_the_database_reckons_the_quarter_of_a_moment_as_we_do(booked):
    [found] = Evaluation.objects.values_list(QuarterOf("starts_at"), flat=True)

    assert found == quarters.at(booked.starts_at)


# -- Who comes into question ---------------------------------------------------------------------


def test_everybody_of_the_cohort_but_the_team_may_evaluate(attempt, bob, cho):
    assert eligible(attempt) == {"bob", "cho"}


@pytest.mark.parametrize("state", ["frozen", "withdrawn", "graduated"])
def test_only_active_trainees_evaluate(attempt, bob, cho, state):
    offer(bob)
    bob.enrolments.update(state=state)

    assert eligible(attempt) == {"cho"}


def test_accounts_that_are_switched_off_do_not_evaluate(attempt, bob, cho):
    offer(bob)
    User.objects.filter(pk=bob.pk).update(is_active=False)

    assert eligible(attempt) == {"cho"}


def test_another_cohort_does_not_evaluate(attempt, bob):
    make_person("zoe", cohort=make_cohort("seoul"))

    assert eligible(attempt) == {"bob"}


def test_the_same_two_never_meet_twice_on_one_project(booked, attempt, cho):
    long_ago(booked, days=400)

    assert eligible(attempt, start=8) == {"cho"}


def test_a_project_may_ask_for_those_who_have_started_it(ada, bob, cho):
    project = make_project(evaluator="registered")
    attempt = make_attempt(project, ada)
    make_team(project, bob)

    assert eligible(attempt) == {"bob"}


def test_a_project_may_ask_for_those_who_have_validated_it(ada, bob, cho):
    project = make_project(evaluator="validated")
    attempt = make_attempt(project, ada)
    make_finished(make_team(project, bob), peer=100)
    make_finished(make_team(project, cho), peer=20)

    assert eligible(attempt) == {"bob"}


def test_a_project_may_ask_for_a_level(ada, bob, cho):
    attempt = make_attempt(make_project(evaluator_level=1), ada)
    done = make_finished(make_team(make_project("other"), bob))
    XpEntry.objects.create(user=bob, project=done.team.project, attempt=done, amount=100)

    assert eligible(attempt) == {"bob"}


def test_a_level_that_the_cohort_does_not_know_is_reached_by_nobody(ada, bob):
    attempt = make_attempt(make_project(evaluator_level=99), ada)

    assert eligible(attempt) == set()


@pytest.mark.parametrize(("circle", "allowed"), [(0, {"bob", "cho"}), (2, {"bob", "cho"}), (3, {"cho"})])
def test_an_evaluator_is_at_most_two_circles_behind_the_project(ada, bob, cho, circle, allowed):
    attempt = make_attempt(make_project(circle=circle, mandatory=False), ada)
    make_team(make_project("far", circle=1), cho)

    assert eligible(attempt) == allowed


@pytest.mark.parametrize(("days", "allowed"), [(13, set()), (15, {"bob"}), (-13, set()), (-15, {"bob"})])
def test_the_same_two_do_not_meet_within_14_days(attempt, ada, bob, days, allowed):
    long_ago(meet_at(ada, bob, 48), days=days)

    assert eligible(attempt) == allowed


@pytest.mark.parametrize(("days", "allowed"), [(29, set()), (31, {"bob"}), (-29, set()), (-31, {"bob"})])
def test_no_favour_is_returned_within_30_days(attempt, ada, bob, days, allowed):
    long_ago(meet_at(bob, ada, 48), days=days)

    assert eligible(attempt) == allowed


def test_the_favours_of_every_member_of_a_team_count(ada, bob, cho):
    meet_at(cho, bob, 48)
    pair = make_attempt(make_project("pair", team_min=2, team_max=2), ada, bob)

    assert "cho" not in eligible(pair)


def test_a_cohort_may_let_a_team_that_waits_meet_somebody_again(attempt, cohort, ada, bob):
    settings_of(cohort)
    MarketSettings.objects.update(pairs_relax_after_hours=48)
    meet_at(bob, ada, 48)
    assert eligible(attempt) == set()

    Attempt.objects.filter(pk=attempt.pk).update(closed_at=at(-48))
    assert ranked(attempt) == ["bob"]


# -- In which order ------------------------------------------------------------------------------


def test_only_those_who_are_free_for_the_whole_time_are_asked(attempt, bob, cho):
    offer(bob)
    slots.open(cho, at(4, 15), at(5))

    assert ranked(attempt) == ["bob"]


def test_whoever_is_evaluated_at_that_time_is_not_asked(attempt, bob, cho):
    offer(cho)
    book(make_attempt(make_project("second"), bob))
    offer(bob)

    assert ranked(attempt) == []


def test_the_poor_are_asked_first(attempt, bob, cho):
    offer(bob)
    offer(cho)
    move(bob, 2)

    assert ranked(attempt) == ["cho", "bob"]


def test_debts_make_poor(attempt, bob, cho):
    offer(bob)
    offer(cho)
    mint, account = ledger.account(make_cohort(), "mint"), points.account_of(cho)
    moves, debts = [ledger.Move(mint, account, 1)], [ledger.DebtChange(account, 2)]
    ledger.post("test", reason="grant", moves=moves, debts=debts)

    assert ranked(attempt) == ["cho", "bob"]


def test_among_equals_the_one_with_less_work_that_day_is_asked_first(attempt, bob, cho):
    meet_at(make_trainee("dan"), bob, 2)
    offer(bob)
    offer(cho)

    assert ranked(attempt) == ["cho", "bob"]


def test_somebody_who_is_further_is_asked_first(ada, bob, cho):
    attempt = make_attempt(make_project(mandatory=False), ada)
    offer(bob)
    offer(cho)
    make_team(make_project("far", circle=1), cho)

    assert ranked(attempt) == ["cho", "bob"]


@pytest.mark.parametrize("direction", ["evaluated-us", "was-evaluated-by-us"])
def test_those_who_met_within_two_months_are_asked_last(attempt, ada, bob, cho, direction):
    evaluated, evaluator = (ada, bob) if direction == "evaluated-us" else (bob, ada)
    long_ago(meet_at(evaluated, evaluator, 48), days=40)
    offer(bob)
    offer(cho)
    move(cho, 4)

    assert ranked(attempt) == ["cho", "bob"]


def test_chance_decides_among_equals(attempt, bob, cho):
    offer(bob)
    offer(cho)

    assert {ranked(attempt)[0] for _ in range(40)} == {"bob", "cho"}


# -- Why -----------------------------------------------------------------------------------------


def test_a_booking_keeps_why_its_evaluator_was_chosen_and_who_was_next(attempt, bob, cho):
    offer(bob)
    offer(cho)
    move(bob, 2)

    choice = book(attempt).choice

    assert (choice.door, choice.considered) == (Choice.Door.TIME, 2)
    assert choice.parts == {"waiting": 40, "points": 50, "work": 0, "level": 30, "pair": 0}
    assert choice.others == [{"person": bob.pk, "parts": {**choice.parts, "points": 70}}]


def test_ranking_and_times_ask_as_many_questions_for_many_as_for_one(attempt, bob):
    attempt, cohort = Attempt.objects.select_related("team__project").get(pk=attempt.pk), make_cohort()
    settings_of(cohort)
    offer(bob)
    with CaptureQueriesContext(connection) as for_one:
        matching.rank(attempt, cohort, SPAN)
        matching.starts(attempt, cohort, SPAN)

    for login in ("dan", "eve", "fay"):
        offer(make_trainee(login))
    with CaptureQueriesContext(connection) as for_four:
        matching.rank(attempt, cohort, SPAN)
        matching.starts(attempt, cohort, SPAN)

    assert len(for_four) == len(for_one)
