import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from peer_review import ledger, matching, points, quarters, slots
from projects.models import Team, XpEntry
from tests.making import make_cohort, make_finished, make_team
from tests.peer_review.making import at, book, make_attempt, make_project, make_trainee, offer

SPAN = quarters.span(at(4), 30)


def eligible(attempt):
    return {user.login for user in matching.eligible(attempt.team, make_cohort())}


def ranked(attempt):
    from academy.people.models import User

    return [User.objects.get(pk=pk).login for pk in matching.rank(attempt.team, make_cohort(), SPAN)]


def test_everybody_of_the_cohort_but_the_team_may_evaluate(attempt, bob, cho):
    assert eligible(attempt) == {"bob", "cho"}


@pytest.mark.parametrize("state", ["frozen", "withdrawn", "graduated"])
def test_only_active_trainees_evaluate(attempt, bob, cho, state):
    bob.enrolments.update(state=state)

    assert eligible(attempt) == {"cho"}


def test_accounts_that_are_switched_off_do_not_evaluate(attempt, bob, cho):
    type(bob).objects.filter(pk=bob.pk).update(is_active=False)

    assert eligible(attempt) == {"cho"}


def test_another_cohort_does_not_evaluate(attempt, bob):
    make_trainee_elsewhere()

    assert eligible(attempt) == {"bob"}


def make_trainee_elsewhere():
    from tests.making import make_person

    return make_person("zoe", cohort=make_cohort("seoul"))


def test_whoever_evaluated_the_team_does_not_again(booked, attempt, cho):
    assert eligible(attempt) == {"cho"}


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
    offer(bob, start=2)
    book(make_attempt(make_project("second"), make_trainee("dan")), start=2)
    offer(bob)
    offer(cho)

    assert ranked(attempt) == ["cho", "bob"]


@pytest.mark.parametrize("direction", ["evaluated-us", "was-evaluated-by-us"])
def test_those_who_met_lately_are_asked_last(attempt, ada, bob, cho, direction):
    evaluated, evaluator = (ada, bob) if direction == "evaluated-us" else (bob, ada)
    offer(evaluator, start=48)
    book(make_attempt(make_project("second"), evaluated), start=48)
    offer(bob)
    offer(cho)
    move(cho, 5)

    assert ranked(attempt) == ["cho", "bob"]


def test_when_there_is_nobody_else_a_recent_pair_meets(attempt, ada, bob):
    offer(ada, start=48)
    book(make_attempt(make_project("second"), bob), start=48)
    offer(bob)

    assert ranked(attempt) == ["bob"]


def test_chance_decides_among_equals(attempt, bob, cho):
    offer(bob)
    offer(cho)

    assert {ranked(attempt)[0] for _ in range(40)} == {"bob", "cho"}


def test_ranking_asks_as_many_questions_for_many_as_for_one(attempt, bob):
    team, cohort = Team.objects.select_related("project").get(pk=attempt.team_id), make_cohort()
    offer(bob)
    with CaptureQueriesContext(connection) as for_one:
        matching.rank(team, cohort, SPAN)

    for login in ("dan", "eve", "fay"):
        offer(make_trainee(login))
    with CaptureQueriesContext(connection) as for_four:
        matching.rank(team, cohort, SPAN)

    assert len(for_four) == len(for_one)


def move(user, amount):
    """Give somebody more points, properly."""
    mint = ledger.account(make_cohort(), ledger.Kind.MINT)
    moves = [ledger.Move(mint, points.account_of(user), amount)]
    ledger.post(f"test:{user.pk}", reason="grant", moves=moves)
