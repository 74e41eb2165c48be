"""What happened to a run is written down and never changed."""

import pytest
from django.db import IntegrityError

from grader import runs
from grader.models import Run, RunEvent, Standstill
from grader.report import Report
from tests.making import make_person, make_project, make_submission, make_team

pytestmark = pytest.mark.django_db
REPORT = Report("passed", 100, "all", (), (), "sha256:image", "task", "tree", 0.1)


@pytest.fixture
def run():
    ada = make_person("ada")
    return runs.request(make_submission(make_team(make_project(), ada)), purpose=Run.Purpose.FINAL, by=ada)


def told(run):
    return list(run.events.values_list("kind", "number", "worker", "detail"))


def test_a_run_tells_its_life(run):
    runs.put_back(runs.claim("one"), fault="engine gone")
    Run.objects.update(waits_until=None)
    again = runs.claim("two")
    runs.begin_stage(again, "ex00")
    runs.finish(again, REPORT)

    assert told(run) == [
        ("queued", 0, "", ""),
        ("claimed", 1, "one", ""),
        ("fault", 1, "one", "engine gone"),
        ("claimed", 2, "two", ""),
        ("stage", 2, "two", "ex00"),
        ("verdict", 2, "two", "passed"),
    ]


def test_a_worker_that_died_is_named_when_another_takes_over(run):
    runs.claim("one")
    Run.objects.update(leased_until="2026-01-01T00:00Z")

    runs.claim("two")

    assert told(run)[-2:] == [("lost", 1, "one", ""), ("claimed", 2, "two", "")]


def test_the_last_fault_is_followed_by_the_end(run):
    for name in ("one", "two", "three"):
        runs.put_back(runs.claim(name), fault="its box died")
        Run.objects.update(waits_until=None)

    assert told(run)[-2:] == [("fault", 3, "three", "its box died"), ("broken", 3, "three", "")]


def test_a_late_worker_writes_nothing(run):
    late = runs.claim("one")
    runs.finish(late, REPORT)
    before = told(run)

    for act in (
        lambda: runs.finish(late, REPORT),
        lambda: runs.put_back(late, fault="x"),
        lambda: runs.release(late),
    ):
        with pytest.raises(runs.LeaseLost):
            act()

    assert told(run) == before


def test_what_has_happened_is_not_changed(run):
    event = run.events.get()
    event.detail = "something else"

    with pytest.raises(TypeError):
        event.save()


@pytest.mark.parametrize(
    "kinds", [["verdict", "broken"], ["cancelled", "cancelled"], ["nonsense"]], ids="-".join
)
def test_a_run_ends_once_and_only_known_things_happen(run, kinds):
    events = [RunEvent(run=run, kind=kind) for kind in kinds]

    with pytest.raises(IntegrityError):
        RunEvent.objects.bulk_create(events)


def test_staff_are_told_once_of_each_matter(run):
    for matter in ("queued", "broken"):
        RunEvent.objects.create(run=run, kind="told", detail=matter)

    with pytest.raises(IntegrityError):
        RunEvent.objects.create(run=run, kind="told", detail="broken")


@pytest.mark.parametrize("bad", [{"over": True}, {"ended_at": "2026-01-01T00:00Z"}], ids=str)
def test_a_standstill_that_is_over_says_when(bad):
    with pytest.raises(IntegrityError):
        Standstill.objects.create(**bad)
