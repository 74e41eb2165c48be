"""What rehearsed people do with their projects."""

import numpy as np
import pytest

from academy.rehearsal.behaviour import Behaviour
from academy.rehearsal.play import Script, play
from academy.rehearsal.stage import make_exercises
from academy.rehearsal.works import Desk, Doing
from projects import attempts
from projects.models import Membership
from tests.making import make_person

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.sqlite,
]


def desk_of(exercise, *people):
    return Desk([exercise], list(people), np.ones(len(people)), passes=0.0, rng=np.random.default_rng(0))


def test_a_team_that_finishes_its_rework_in_the_same_half_hour_hands_in_once():
    desk = desk_of(make_exercises(8)[7], make_person("ada"), make_person("bob"))  # the first one for two
    here = np.ones(2, bool)
    desk.left[:] = 1
    [first] = desk.half_hour(here, set(), 9.0)
    attempts.finish(first.attempt, peer_mark=0)
    desk.judged(first, passed=False)
    desk.left[:] = 1

    [again] = desk.half_hour(here, set(), 20.0)

    assert again.attempt.number == 2
    assert set(desk.doing) == {Doing.UNDER_EVALUATION}


def test_who_works_alone_has_started_their_project():
    ada = make_person("ada")

    desk_of(make_exercises(1)[0], ada)

    assert Membership.objects.get(user=ada).is_leader


def test_a_team_that_is_asked_for_one_more_evaluation_looks_for_it():
    always_in_doubt = Script({"doubt_percent": 1}, behaviour=Behaviour(people=12, days=4), seed=5)

    assert play(always_in_doubt).projects_mean > 0
