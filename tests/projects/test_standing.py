import pytest

from projects import attempts, known_curriculum, teams
from projects.standing import standing_of
from tests.making import make_closed, make_finished, make_person, make_project, make_team

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def states(user):
    return {slug: str(place.state) for slug, place in standing_of(user).places.items()}


def test_a_newcomer_may_start_what_requires_nothing():
    first = make_project("first")
    make_project("second", requires=[first])
    make_project("later", circle=1)

    assert states(make_person()) == {"first": "open", "second": "locked", "later": "locked"}


def test_a_validated_project_opens_what_requires_it():
    ada, first = make_person("ada"), make_project("first")
    make_project("second", requires=[first])
    make_finished(make_team(first, ada))

    assert states(ada) == {"first": "validated", "second": "open"}


def test_a_circle_opens_when_the_mandatory_projects_before_it_are_validated():
    ada, first = make_person("ada"), make_project("first")
    make_project("extra", mandatory=False)
    make_project("next-circle", circle=1)
    make_finished(make_team(first, ada))

    assert states(ada)["next-circle"] == "open"


def test_a_locked_place_names_what_is_missing():
    first = make_project("first")
    make_project("second", requires=[first])
    make_project("later", circle=1)

    places = standing_of(make_person()).places

    assert [str(lock) for lock in places["second"].locks] == ["Validate first: First."]
    assert [str(lock) for lock in places["later"].locks] == [
        "Circle 1 opens when the circles before it are complete. Still missing: First, Second."
    ]


def test_a_failed_project_can_be_seen_as_failed():
    ada = make_person("ada")
    make_finished(make_team(make_project("first"), ada), peer=0)

    assert states(ada) == {"first": "failed"}


def test_a_retired_project_locks_nothing():
    ada, first = make_person("ada"), make_project("first", retired=True)
    make_project("second", requires=[first])

    assert states(ada) == {"second": "open"}


def test_a_validated_project_stays_validated_when_a_retry_fails():
    ada = make_person("ada")
    team = make_team(make_project("first", retry_days=[0]), ada)
    make_finished(team, peer=100)
    attempts.open_next(team)
    attempts.return_to_team(make_closed(team), grader_score=0)

    assert states(ada) == {"first": "validated"}


def test_a_team_that_is_still_forming_is_under_way():
    ada = make_person("ada")
    teams.create(make_project("pair", team_min=2, team_max=2), leader=ada)

    assert states(ada) == {"pair": "under-way"}


@pytest.mark.parametrize("projects", [1, 12])
def test_the_standing_takes_the_same_queries_for_any_curriculum(django_assert_num_queries, projects):
    ada = make_person("ada")
    made = [make_project(f"p{number}") for number in range(projects)]
    for project in made[1:]:
        project.requires.add(made[0])
    make_finished(make_team(made[0], ada))

    with django_assert_num_queries(4):
        standing_of(ada)


def test_a_long_act_reads_the_curriculum_once(django_assert_num_queries):
    ada = make_person("ada")
    make_finished(make_team(make_project(), ada))

    with known_curriculum.read_once(), django_assert_num_queries(2):
        known = states(ada)

    assert known == states(ada)
