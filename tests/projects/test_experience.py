import pytest

from projects import attempts, experience
from tests.making import make_finished, make_person, make_project, make_team

TABLE = [0, 100, 400]


@pytest.mark.parametrize(
    ("xp", "shown", "left"),
    [(0, "0.00", 100), (99, "0.99", 1), (100, "1.00", 300), (250, "1.50", 150), (400, "2.99", 0)],
)
def test_levels_rise_with_xp(xp, shown, left):
    level = experience.level_at(xp, TABLE)

    assert (str(level), level.left) == (shown, left)


@pytest.mark.django_db
def test_a_passed_attempt_pays_every_member():
    ada, bob = make_person("ada"), make_person("bob")
    team = make_team(make_project(xp=300, team_max=2), ada, bob)

    experience.pay(make_finished(team, score=100, peer=125))

    assert [experience.total_xp(person) for person in (ada, bob)] == [336, 336]


@pytest.mark.django_db
def test_a_failed_attempt_pays_nothing():
    ada = make_person("ada")
    team = make_team(make_project(), ada)

    assert experience.pay(make_finished(team, score=100, peer=20)) == []
    assert experience.total_xp(ada) == 0


@pytest.mark.django_db
def test_a_retry_pays_only_the_difference():
    ada = make_person("ada")
    team = make_team(make_project(xp=200, retry_days=[0]), ada)
    experience.pay(make_finished(team, score=100, peer=80))
    attempts.open_next(team)

    entries = experience.pay(make_finished(team, score=100, peer=120))

    assert [entry.amount for entry in entries] == [40]
    assert experience.total_xp(ada) == 220


@pytest.mark.django_db
def test_a_worse_retry_takes_nothing_away():
    ada = make_person("ada")
    team = make_team(make_project(xp=200, retry_days=[0]), ada)
    experience.pay(make_finished(team, peer=120))
    attempts.open_next(team)

    assert experience.pay(make_finished(team, peer=80)) == []
    assert experience.total_xp(ada) == 220
