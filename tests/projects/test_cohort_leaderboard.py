import pytest

from academy.people.models import Enrolment, User
from projects import cohort_leaderboard, experience
from tests.making import make_cohort, make_finished, make_person, make_project, make_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    """Ada has most XP; Bob and Cho have the same; Dan has none."""
    project = make_project(xp=200)
    found = {login: make_person(login) for login in ("ada", "bob", "cho", "dan")}
    for login, mark in (("ada", 125), ("bob", 100), ("cho", 100)):
        experience.pay(make_finished(make_team(project, found[login]), score=mark, peer=mark))
    return found


def told(lines):
    return [(line.place, line.person.login, line.level.xp) for line in lines]


def test_those_with_the_same_xp_share_a_place(people):
    assert told(cohort_leaderboard.of(make_cohort())) == [
        (1, "ada", 250),
        (2, "bob", 200),
        (2, "cho", 200),
        (4, "dan", 0),
    ]


def test_whoever_stays_off_the_list_leaves_no_gap_on_it(people):
    User.objects.filter(login="bob").update(on_leaderboard=False)

    assert told(cohort_leaderboard.of(make_cohort())) == [(1, "ada", 250), (2, "cho", 200), (3, "dan", 0)]
    assert len(cohort_leaderboard.of(make_cohort(), everybody=True)) == 4


def test_only_those_who_are_there_are_listed(people):
    make_person("oz", cohort=make_cohort("seoul"))
    Enrolment.objects.filter(user=people["ada"]).update(state="withdrawn")

    assert [line.person.login for line in cohort_leaderboard.of(make_cohort())] == ["bob", "cho", "dan"]


def test_one_query_however_many_there_are(people, django_assert_num_queries):
    cohort = make_cohort()

    with django_assert_num_queries(1):
        cohort_leaderboard.of(cohort)
