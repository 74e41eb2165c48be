"""Who leads: the best public score, ties by time; after the close the private rows decide."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from grader import leaderboard, scores
from grader.models import Contest, Score
from tests.grader.scoring import claimed, measure, scored
from tests.making import make_cohort, make_person, make_project, make_team

NOON = datetime(2026, 5, 4, 3, 0, tzinfo=UTC)


@pytest.fixture
def project(db, time_machine):
    time_machine.move_to(NOON, tick=False)
    return make_project(leaderboard=True)


@pytest.fixture
def later(time_machine):
    return lambda: time_machine.shift(timedelta(minutes=1))


def ranked(project, cohort=None):
    return [line.team.name for line in leaderboard.of(project, cohort or make_cohort()).lines]


def team_of(project, login):
    return make_team(project, make_person(login))


def close(project, at=NOON + timedelta(hours=1)):
    return Contest.objects.create(project=project, cohort=make_cohort(), closes_at=at)


def test_the_best_public_score_leads_and_each_team_stands_once(project):
    ada, bob = team_of(project, "ada"), team_of(project, "bob")
    scored(ada, 0.80)
    scored(bob, 0.75)
    scored(bob, 0.90)
    scored(ada, 0.70)

    board = leaderboard.of(project, make_cohort())

    assert [(line.place, line.team.name, line.public) for line in board.lines] == [
        (1, "bob", "0.90"),
        (2, "ada", "0.80"),
    ]


def test_scores_that_look_the_same_are_ordered_by_time(project, later):
    ada, bob = team_of(project, "ada"), team_of(project, "bob")
    scored(bob, 0.811)
    later()
    scored(ada, 0.819)

    assert ranked(project) == ["bob", "ada"]


def test_reaching_the_same_score_again_keeps_the_earlier_time(project, later):
    ada, bob = team_of(project, "ada"), team_of(project, "bob")
    scored(ada, 0.81)
    later()
    scored(bob, 0.81)
    later()
    scored(ada, 0.81)

    assert ranked(project) == ["ada", "bob"]


def test_of_a_loss_the_smaller_leads(project):
    loss = {"scorer": "log_loss", "greater": False, "private": 0.3}
    scored(team_of(project, "ada"), 0.4, **loss)
    scored(team_of(project, "bob"), 0.31, **loss)

    (first, second) = leaderboard.of(project, make_cohort()).lines

    assert [(first.team.name, first.public), (second.team.name, second.public)] == [
        ("bob", "0.31"),
        ("ada", "0.40"),
    ]


def test_before_the_close_there_is_no_private_score(project):
    close(project)
    scored(team_of(project, "ada"), 0.8, private=0.7)

    board = leaderboard.of(project, make_cohort())

    assert (board.closed, board.lines[0].private) == (False, None)


def test_after_the_close_the_private_score_of_the_public_best_decides(project, time_machine):
    close(project)
    ada, bob = team_of(project, "ada"), team_of(project, "bob")
    scored(ada, 0.90, private=0.60)
    scored(ada, 0.70, private=0.99)
    scored(bob, 0.80, private=0.75)

    time_machine.move_to(NOON + timedelta(hours=2))
    board = leaderboard.of(project, make_cohort())

    assert board.closed
    assert [(line.team.name, line.public, line.private) for line in board.lines] == [
        ("bob", "0.80", "0.75"),
        ("ada", "0.90", "0.60"),
    ]


def test_what_comes_after_the_close_changes_nothing(project, time_machine):
    close(project)
    ada = team_of(project, "ada")
    scored(ada, 0.70, private=0.7)
    time_machine.move_to(NOON + timedelta(hours=2))

    scored(ada, 0.99, private=0.99)

    assert leaderboard.of(project, make_cohort()).lines[0].public == "0.70"


def test_each_cohort_has_a_board_of_its_own(project):
    seoul = make_cohort("seoul")
    scored(team_of(project, "ada"), 0.8)
    scored(make_team(project, make_person("oz", cohort=seoul)), 0.9)

    assert (ranked(project), ranked(project, seoul)) == (["ada"], ["oz"])


def test_a_run_that_has_not_ended_is_not_on_the_board(project):
    scores.keep(claimed(team_of(project, "ada")), measure(0.9))

    assert ranked(project) == []


def test_what_was_measured_otherwise_is_not_compared(project):
    ada, bob = team_of(project, "ada"), team_of(project, "bob")
    scored(ada, 0.9, scorer="accuracy")
    scored(bob, 0.6)

    assert ranked(project) == ["bob"]


def test_the_exact_score_is_not_in_the_row(project):
    score = Score.objects.get(run=scored(team_of(project, "ada"), 0.8199, private=0.7777))

    assert (score.public, score.private) == (81, 77)


@pytest.mark.parametrize("teams", [1, 3])
def test_a_board_takes_the_same_queries_for_any_number_of_teams(project, teams, django_assert_num_queries):
    for number in range(teams):
        scored(team_of(project, f"p{number}"), 0.5)
    cohort = make_cohort()

    with django_assert_num_queries(3):
        leaderboard.of(project, cohort)


def test_a_project_closes_once_for_a_cohort(project):
    close(project)

    with pytest.raises(IntegrityError, match=r"project_closes_once|project_id"), transaction.atomic():
        close(project)


def test_a_score_has_a_step(project):
    run = scored(team_of(project, "ada"), 0.8)

    with pytest.raises(IntegrityError, match="score_has_a_step"), transaction.atomic():
        Score.objects.filter(run=run).update(step=0)


def test_a_run_has_one_score(project):
    score = Score.objects.get(run=scored(team_of(project, "ada"), 0.8))
    score.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        score.save(force_insert=True)
