import pytest
import time_machine

from academy.staff.attention import matters
from academy.staff.market import figures
from peer_review import alarms, gifts, points, weekly
from peer_review.economy import economy_of
from peer_review.models import Alarm, Entry, MarketSettings, SettingsChange
from tests.making import make_cohort, make_person
from tests.peer_review.making import NOW, at, make_attempt, make_project, make_trainee
from tests.peer_review.test_market_settings import post
from tests.peer_review.test_points import spend_all

PAGE = "/staff/cohorts/gwangju/economy/"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def cohort(db):
    return make_cohort()


@pytest.fixture
def ada(cohort):
    return make_trainee("ada")


@pytest.fixture
def sora(db, client):
    person = make_person("sora", role="staff")
    client.force_login(person)
    return person


def give(client, **changed):
    values = {"login": "ada", "amount": 2, "reason": "Helped a class.", "request": "form-1", **changed}
    return client.post(f"{PAGE}grant/", values, follow=True).content.decode()


def test_the_page_shows_figures_distribution_and_who_is_stuck(client, ada, sora):
    make_trainee("bob")
    attempt = make_attempt(make_project(), ada)
    spend_all(ada)

    answer = client.get(PAGE)

    assert answer.context["figures"].per_head == 2.5
    assert [(bar.points, bar.people) for bar in answer.context["bars"] if bar.people] == [(0, 1), (5, 1)]
    assert [(one.user, one.attempt) for one in answer.context["stuck"]] == [(ada, attempt)]
    assert "<rect" in answer.content.decode()


def test_who_has_a_team_mate_with_points_is_not_stuck(ada, cohort):
    make_attempt(make_project(team_max=2), ada, make_trainee("bob"))
    spend_all(ada)

    assert figures.stuck(economy_of(cohort, at(0))) == []


def test_bars_stand_for_people():
    assert [(bar.people, bar.height) for bar in figures.bars([0, 2, 2])] == [(1, 50), (0, 0), (2, 100)]
    assert figures.bars([]) == []


def test_staff_give_points_with_a_reason(client, ada, sora):
    assert "The person reads your reason" in give(client)
    assert points.balance(ada) == 7


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"login": "nobody"}, "Nobody has this login"),
        ({"reason": ""}, "a reason"),
        ({"amount": -9}, "only 5"),
    ],
)
def test_what_cannot_be_given_is_explained(client, ada, sora, changed, said):
    assert said in give(client, **changed)
    assert points.balance(ada) == 5


def test_staff_undo_with_a_reason(client, ada, sora):
    give(client)
    ((entry, moved),) = client.get(PAGE).context["undoable"]
    assert [(person.login, change > 0) for person, change in moved] == [("ada", True)]
    address = f"{PAGE}undo/{entry.pk}/"
    assert "Helped a class." in client.get(address).content.decode()

    client.post(address, {"reason": "Wrong person."})

    assert points.balance(ada) == 5
    assert client.get(address).status_code == 404


def test_trying_rules_writes_nothing(client, ada, cohort, sora):
    gifts.grant(ada, cohort=cohort, amount=9, by=sora, reason="Rich.", request="a")

    answer = post(client, cohort, soft_cap_points=5, **{"try": "1", "reason": ""})

    words, before, after = answer.context["forecast"]["lines"][0]
    assert (words, before, after) == ("Returned above the soft cap", 1, 3)
    assert MarketSettings.objects.get().soft_cap_points == 10
    assert not SettingsChange.objects.exists()
    assert not Entry.objects.filter(reason="return").exists()


def test_a_trial_says_when_the_rules_are_absurd(client, ada, cohort, sora):
    gifts.grant(ada, cohort=cohort, amount=9, by=sora, reason="Rich.", request="a")

    answer = post(client, cohort, soft_cap_points=1, soft_cap_return_percent=100, **{"try": "1"})

    assert "More than half of all points" in answer.content.decode()


def test_an_alarm_needs_attention_until_it_ends(client, ada, cohort, sora):
    alarms.put(cohort, Alarm.Kind.CHECK, ["I2: the balances sum to 1, not to 0."])
    (matter,) = matters.of(cohort)
    assert (matter.why, matter.url, matter.weight) == ("The points do not add up.", PAGE, 3)
    assert "I2: the balances sum to 1" in client.get(PAGE).content.decode()

    alarms.put(cohort, Alarm.Kind.CHECK, [])

    assert matters.of(cohort) == []


def test_the_page_tells_what_the_weekly_acts_did(client, ada, cohort, sora):
    weekly.act(cohort, at(0))

    assert [act.supply for act in client.get(PAGE).context["acts"]] == [5]
