import pytest

from projects import attempts, teams
from projects.models import Team
from projects.refusals import Refused
from tests.making import make_cohort, make_person, make_project, make_team

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def pair():
    return make_project("pair-work", team_min=2, team_max=2)


def test_a_founder_leads_the_team(pair):
    ada = make_person("ada")

    team = teams.create(pair, leader=ada)

    assert list(team.memberships.values_list("user", "is_leader")) == [(ada.pk, True)]
    assert team.key.startswith("pair-work-ada-")


def test_an_accepted_invitation_makes_a_member(pair):
    ada, bob = make_person("ada"), make_person("bob")
    team = teams.create(pair, leader=ada)

    teams.answer(teams.invite(team, bob, by=ada), accept=True)

    assert set(team.members.all()) == {ada, bob}


def test_a_declined_invitation_leaves_the_team_alone(pair):
    ada, bob = make_person("ada"), make_person("bob")
    team = teams.create(pair, leader=ada)
    invitation = teams.invite(team, bob, by=ada)

    teams.answer(invitation, accept=False)

    assert list(team.members.all()) == [ada]
    with pytest.raises(Refused, match="already answered"):
        teams.answer(invitation, accept=True)


def test_only_the_leader_invites(pair):
    ada, bob, cy = make_person("ada"), make_person("bob"), make_person("cy")
    team = teams.create(pair, leader=ada)

    with pytest.raises(Refused, match="Only the leader"):
        teams.invite(team, cy, by=bob)


def test_a_full_team_invites_nobody(pair):
    ada, bob, cy = make_person("ada"), make_person("bob"), make_person("cy")
    team = teams.create(pair, leader=ada)
    teams.invite(team, bob, by=ada)

    with pytest.raises(Refused, match="no free place: 2 at most"):
        teams.invite(team, cy, by=ada)


def test_people_of_another_cohort_are_not_invited(pair):
    ada, stranger = make_person("ada"), make_person("eve", cohort=make_cohort("seoul"))
    team = teams.create(pair, leader=ada)

    with pytest.raises(Refused, match="your own cohort"):
        teams.invite(team, stranger, by=ada)


def test_nobody_is_in_two_teams_of_one_project(pair):
    ada, bob = make_person("ada"), make_person("bob")
    teams.create(pair, leader=bob)
    team = teams.create(pair, leader=ada)

    with pytest.raises(Refused, match="bob cannot join: You already have a team"):
        teams.invite(team, bob, by=ada)


def test_work_begins_only_with_enough_people(pair):
    team = teams.create(pair, leader=make_person("ada"))

    with pytest.raises(Refused, match="a team of at least 2"):
        attempts.open_next(team)


def test_the_team_is_fixed_once_the_work_has_begun(pair):
    ada, bob, cy = make_person("ada"), make_person("bob"), make_person("cy")
    team = make_team(pair, ada, bob)

    with pytest.raises(Refused, match="can no longer change"):
        teams.leave(team, bob)
    with pytest.raises(Refused, match="can no longer change"):
        teams.invite(team, cy, by=ada)


def test_the_next_member_leads_when_the_leader_leaves(pair):
    ada, bob = make_person("ada"), make_person("bob")
    team = teams.create(pair, leader=ada)
    teams.answer(teams.invite(team, bob, by=ada), accept=True)

    teams.leave(team, ada)

    assert list(team.memberships.values_list("user", "is_leader")) == [(bob.pk, True)]


def test_the_last_one_out_closes_the_team(pair):
    ada = make_person("ada")

    teams.leave(teams.create(pair, leader=ada), ada)

    assert not Team.objects.exists()


@pytest.mark.parametrize(
    ("state", "sentence"),
    [("frozen", "Your enrolment is frozen"), ("withdrawn", "Only trainees who are enrolled")],
)
def test_people_who_are_not_active_start_nothing(pair, state, sentence):
    ada = make_person("ada")
    ada.enrolments.update(state=state)

    with pytest.raises(Refused, match=sentence):
        teams.create(pair, leader=ada)


def test_a_locked_project_says_why():
    first = make_project("first")
    second = make_project("second", requires=[first])

    with pytest.raises(Refused, match="Validate first: First"):
        teams.create(second, leader=make_person("ada"))
