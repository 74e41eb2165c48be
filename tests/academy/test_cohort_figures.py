"""The pages of a cohort behind the heat map: progress, projects, evaluations."""

from datetime import timedelta

import pytest
from django.utils import timezone

from academy.staff.cohort import funnel, load, progress
from academy.staff.cohort.sifting import Sift
from projects import attempts, experience
from projects.models import XpEntry
from tests.making import make_cohort, make_finished, make_person, make_submission, make_team
from tests.peer_review import making as peers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
GWANGJU = "/staff/cohorts/gwangju/"


@pytest.fixture
def sora(client):
    sora = make_person("sora", role="staff")
    client.force_login(sora, backend="allauth.account.auth_backends.AuthenticationBackend")
    return sora


def test_the_level_of_each_week_counts_what_was_earned_by_then():
    ada, project = make_person("ada"), peers.make_project(xp=400)
    [entry] = experience.pay(make_finished(make_team(project, ada), peer=100))
    weeks = [timezone.now() + timedelta(weeks=week) for week in (-2, -1, 0, 1)]
    XpEntry.objects.filter(pk=entry.pk).update(created_at=weeks[1] + timedelta(days=1))

    [way] = progress.weekly([ada], weeks, make_cohort().levels)

    assert way == [0, 0, 2, 2]


def test_the_band_lies_between_the_least_and_the_most(client, sora):
    now, cohort = timezone.now(), make_cohort(starts_on=(timezone.now() - timedelta(weeks=4)).date())
    people = [make_person(login) for login in ("ada", "bob", "cy", "di")]
    project = peers.make_project(xp=400)
    for person in people[:3]:
        experience.pay(make_finished(make_team(project, person), peer=100))

    chart = progress.draw(cohort, people, now)

    assert (chart.summary["low"], chart.summary["median"], chart.summary["high"]) == (1.5, 2, 2)
    assert len(chart.lines) == 4
    assert [line.level for line in chart.lines] == ["2.00", "2.00", "2.00", "0.00"]
    page = client.get(GWANGJU + "progress/").content.decode()
    assert page.count('class="band__trainee"') == 4
    assert 'href="/staff/people/di/"' in page
    assert page.index('href="#band-key"') < page.index('class="band__trainee"') < page.index('id="band-key"')


def test_an_empty_cohort_has_an_empty_band(client, sora):
    make_cohort()

    assert client.get(GWANGJU + "progress/").status_code == 200
    assert client.get(GWANGJU + "load/").status_code == 200


def test_a_funnel_counts_people_once_and_attempts_each():
    ada, bob = make_person("ada"), make_person("bob")
    make_person("cy")
    project = peers.make_project(retry_days=[0])
    team = make_team(project, ada)
    make_finished(team, peer=20)
    attempts.open_next(team)
    make_finished(team, peer=100)
    make_submission(make_team(project, bob))

    [one] = funnel.of(make_cohort())

    assert (len(one.started), len(one.handed_in), len(one.validated)) == (2, 2, 1)
    assert one.percents == {"started": 66, "handed_in": 66, "validated": 33}
    assert (one.tries_each, one.pass_rate) == (1.5, 50)
    assert one.days is not None


def test_the_wait_ends_when_the_first_evaluator_meets_the_team(time_machine):
    time_machine.move_to(peers.NOW)
    ada, eve = peers.make_trainee("ada"), peers.make_trainee("eve")
    attempt = peers.make_attempt(peers.make_project(), ada)
    peers.offer(eve)
    evaluation = peers.book(attempt)
    time_machine.move_to(peers.at(4))
    peers.meet(evaluation)

    [one] = funnel.of(make_cohort())

    assert one.wait_hours == pytest.approx(4, abs=0.01)


def test_the_load_tells_given_from_received(client, sora, time_machine):
    time_machine.move_to(peers.NOW)
    ada, eve = peers.make_trainee("ada"), peers.make_trainee("eve")
    attempt = peers.make_attempt(peers.make_project(), ada)
    peers.offer(eve)
    evaluation = peers.book(attempt)
    time_machine.move_to(peers.at(4))
    peers.fill(peers.meet(evaluation))
    cohort = make_cohort()

    rows = load.of(cohort, Sift.of({"sort": "given", "down": "1"}, load.ORDERS))

    assert [(row.user.login, row.given, row.received) for row in rows] == [("eve", 1, 0), ("ada", 0, 1)]
    assert [row.points for row in rows] == [row.user.accounts.get().balance for row in rows]
    assert [column.row.user.login for column in load.columns(reversed(rows))] == ["eve", "ada"]
    page = client.get(GWANGJU + "load/?sort=received&down=1").content.decode()
    assert page.index("/people/ada/") < page.index("/people/eve/")
