"""What a program writes is on the page of its team while it runs, for visible cases, and not too often."""

import threading

import pytest
from channels.layers import get_channel_layer
from django.core.cache import cache

from grader import heard, runs
from grader.audience import Show
from grader.heard import MOST, Ear
from grader.judges.stage import Planned
from grader.models import Run
from grader.report import Detail
from projects import live
from tests.making import make_person, make_project, make_submission, make_team

SLOW = Planned("greet", "slow")
pytestmark = pytest.mark.django_db


@pytest.fixture
def run():
    cache.clear()
    team = make_team(make_project(), make_person("ada"))
    runs.request(make_submission(team), purpose=Run.Purpose.CHECK)
    return runs.claim("one")


@pytest.fixture
def told(monkeypatch):
    """The teams that were told, in order; a semaphore tells that there is one more."""
    teams, more = [], threading.Semaphore(0)

    async def send(group, message):
        teams.append((group, message["type"]))
        more.release()

    monkeypatch.setattr(get_channel_layer(), "group_send", send)
    teams.clear()
    return teams, more


def text_of(case):
    (detail,) = case.details
    return detail.text


def test_what_a_program_writes_is_there_while_it_runs_and_gone_with_its_result(run, told):
    teams, more = told

    with Ear(run) as ear:
        ear.hear(SLOW, b"Hello\n")
        assert more.acquire(timeout=10)
        while_it_runs = heard.of(run)
        ear.forget()
        assert heard.of(run) is None

    assert while_it_runs == SLOW.result("not_run", details=(Detail("got", "Hello\n"),))
    assert set(teams) == {(live.group_of_team(run.submission.attempt.team_id), "changed")}


def test_a_program_that_is_through_at_once_is_not_heard(run, told):
    with Ear(run) as ear:
        for number in range(20):
            ear.hear(Planned("greet", f"case-{number}"), b"Hello\n")
            ear.forget()

    assert told[0] == []
    assert heard.of(run) is None


def test_a_flood_is_told_seldom_and_only_its_end_is_kept(run, told):
    with Ear(run) as ear:
        for number in range(5000):
            ear.hear(SLOW, f"{number:09}\n".encode())
        assert told[1].acquire(timeout=10)
        found = heard.of(run)

    assert len(told[0]) <= 2
    assert text_of(found).startswith("…")
    assert len(text_of(found)) <= MOST + 2


def test_what_is_heard_is_made_inert(run, told):
    with Ear(run) as ear:
        ear.hear(SLOW, b"\x1b[31m\xff\x00")
        assert told[1].acquire(timeout=10)
        text = text_of(heard.of(run))

    assert text == "␛[31m\ufffd␀"


@pytest.mark.parametrize(("during", "shown"), [("everything", True), ("message", False)])
def test_the_page_of_the_team_shows_it_as_far_as_the_author_lets_it(run, client, english, during, shown):
    case = Planned("greet", "slow", show=Show(during=during))
    cache.set(heard._key(run), case.result("not_run", details=(Detail("got", "<b>Hello"),)), timeout=60)

    client.force_login(run.submission.submitted_by)
    page = client.get(f"/runs/{run.pk}/").content.decode()

    assert ("&lt;b&gt;Hello" in page) == shown
    assert ("greet/slow" in page) == shown


def test_a_stranger_sees_nothing_of_it(run, client):
    client.force_login(make_person("eve"))

    assert client.get(f"/runs/{run.pk}/").status_code == 404


def test_an_end_that_comes_while_it_turns_to_a_word_is_not_missed(run, told):
    ear = Ear(run)

    class Overtaken(threading.Event):
        def clear(self):
            """The end comes in the last moment before."""
            ear._end.set()
            self.set()
            super().clear()

    ear._wake = Overtaken()
    ear._thread.daemon = True
    ear._thread.start()
    ear.hear(SLOW, b"Hello\n")
    ear._thread.join(10)

    assert not ear._thread.is_alive()
