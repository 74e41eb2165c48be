"""How rehearsed teams come to evaluators."""

from datetime import timedelta
from types import SimpleNamespace

import numpy as np
import pytest
import time_machine

from academy.rehearsal.behaviour import Behaviour
from academy.rehearsal.board import Board
from academy.rehearsal.clock import clock
from academy.rehearsal.doors import FindEvaluators, PickATime, Wish, wish_of
from academy.rehearsal.hours import DAY, moment
from academy.rehearsal.play import FIRST_DAY, Script, _year
from peer_review.models import Slot
from tests.making import make_cohort
from tests.peer_review import making

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(making.NOW, tick=False):
        yield


def test_what_one_team_takes_is_gone_for_the_others_that_look_in_the_same_half_hour():
    cohort, project = make_cohort(), making.make_project()
    ada, bob, cho = (making.make_trainee(login) for login in ("ada", "bob", "cho"))
    first, second = making.make_attempt(project, ada), making.make_attempt(project, bob)
    making.offer(cho, start=4)
    making.offer(cho, start=8)
    board = Board.of([first, second], cohort)
    there = [at for at in board.starts(1) if at < making.at(6)]

    board.take(making.book(first, start=4))

    assert there == [making.at(4), making.at(4, 15), making.at(4, 30)]
    assert [at for at in board.starts(1) if at < making.at(6)] == [making.at(4, 30)]
    assert making.at(8) in board.starts(1)


def test_under_our_rules_also_hoarders_stop_where_points_return():
    cohort = make_cohort()
    making.set_rules(soft_cap_points=7)

    assert FindEvaluators().content_at_most(cohort) == 7
    assert PickATime().content_at_most(cohort) == np.inf


def test_a_team_names_the_hours_of_its_next_common_day_and_the_days_without_one():
    with clock(FIRST_DAY) as hands:
        year = _year(Script(behaviour=Behaviour(people=2, days=4), projects=1), hands)
        year.population.arrives[:2, :3] = [[4, 0, 6], [0, 4, 2]]
        year.population.goes[:2, :3] = [[20, 0, 20], [0, 20, 18]]
        work = SimpleNamespace(members=[0, 1])

        wish = wish_of(year, work, tick=10)

    days = [FIRST_DAY.date(), FIRST_DAY.date() + timedelta(days=1)]
    assert wish == Wish(32 + 2 * 6, 32 + 2 * 18, tuple(days))


def test_where_the_poorest_is_away_another_of_the_team_offers_what_it_pledges():
    with clock(FIRST_DAY) as hands:
        year = _year(Script(behaviour=Behaviour(people=2, days=4), projects=1), hands)
        hands.move_to(moment(FIRST_DAY, 6))
        year.tick = 6
        year.population.arrives[:2], year.population.goes[:2] = 0, 0
        year.population.goes[1, 1] = DAY

        year._offer_one_piece([0, 1])

    assert {slot.evaluator for slot in Slot.objects.all()} == {year.trainees[1]}


def test_what_a_team_pledges_lies_within_two_days_where_it_counts():
    with clock(FIRST_DAY) as hands:
        year = _year(Script(behaviour=Behaviour(people=2, days=4), projects=1), hands)
        hands.move_to(moment(FIRST_DAY, 6))
        year.population.arrives[0], year.population.goes[0] = 0, 0
        year.population.goes[0, 2] = DAY  # there all Wednesday, and on no other day

        offered = [year.offer_block(0, 6, 1, before=6 + 2 * DAY) for _ in range(6)]

    assert all(offered)
    assert max(slot.starts_at for slot in Slot.objects.all()) < moment(FIRST_DAY, 6 + 2 * DAY)
