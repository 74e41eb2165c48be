"""A run is claimed by one worker, ends once, and is never lost."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from grader import line, runs
from grader.models import CaseRow, Run
from grader.report import CaseResult, Report
from tests.making import make_person, make_project, make_submission, make_team
from tests.racing import at_once

CHECK, FINAL = Run.Purpose.CHECK, Run.Purpose.FINAL
LONG_AGO = timedelta(hours=1)


def report(verdict="passed", score=100):
    return Report(verdict, score, "all", (), (), "sha256:image", "task", "tree", 0.1)


def result(name="plain", outcome="passed"):
    return CaseResult(stage="ex00", name=name, outcome=outcome)


@pytest.fixture
def team(db):
    return make_team(make_project(), make_person("ada"))


@pytest.fixture
def run(team):
    return runs.request(make_submission(team), purpose=FINAL)


def lose_worker(run):
    Run.objects.filter(pk=run.pk).update(leased_until=timezone.now() - LONG_AGO)


def test_a_claimed_run_belongs_to_its_worker(run):
    claimed = runs.claim("one")

    assert (claimed.pk, claimed.state, claimed.tries, claimed.worker) == (run.pk, "running", 1, "one")
    assert runs.claim("two") is None


def test_a_run_whose_worker_died_is_claimed_by_another(run):
    lose_worker(runs.claim("one"))

    claimed = runs.claim("two")

    assert (claimed.pk, claimed.tries, claimed.worker) == (run.pk, 2, "two")


def test_a_worker_that_comes_back_from_the_dead_changes_nothing(run):
    dead = runs.claim("one")
    lose_worker(dead)
    runs.finish(runs.claim("two"), report("failed", 40))

    with pytest.raises(runs.LeaseLost):
        runs.finish(dead, report("passed", 100))
    with pytest.raises(runs.LeaseLost):
        runs.record(dead, result(), position=0)
    assert not runs.heartbeat(dead)
    run.refresh_from_db()
    assert (run.verdict, run.score) == ("failed", 40)


def test_a_verdict_is_written_once(run):
    claimed = runs.claim("one")
    runs.finish(claimed, report("passed", 100))

    with pytest.raises(runs.LeaseLost):
        runs.finish(claimed, report("failed", 0))


def test_a_new_try_starts_without_the_cases_of_the_old_one(run):
    first = runs.claim("one")
    runs.record(first, result("plain"), position=0)
    lose_worker(first)

    runs.claim("two")

    assert not CaseRow.objects.filter(run=run).exists()


def test_a_heartbeat_renews_the_lease(run):
    claimed = runs.claim("one")
    before = claimed.leased_until
    Run.objects.filter(pk=run.pk).update(leased_until=timezone.now() + timedelta(seconds=1))

    assert runs.heartbeat(claimed)
    run.refresh_from_db()
    assert run.leased_until >= before


def rest(run):
    Run.objects.filter(pk=run.pk).update(waits_until=timezone.now() - LONG_AGO)


def test_after_our_failure_a_run_rests_for_a_moment(run):
    runs.put_back(runs.claim("one"), fault="engine gone")

    assert (runs.claim("two"), line.waiting()) == (None, 0)
    rest(run)
    assert runs.claim("two").tries == 2


def test_our_failure_is_tried_three_times_and_then_stops_visibly(run):
    stopped = []
    for name in ("one", "two", "three"):
        stopped.append(runs.put_back(runs.claim(name), fault="engine gone"))
        rest(run)

    run.refresh_from_db()
    assert stopped == [False, False, True]
    assert (run.state, run.fault, run.verdict) == ("broken", "engine gone", "")
    assert runs.claim("four") is None


def test_a_run_that_lost_its_last_worker_is_found(run):
    for name in ("one", "two", "three"):
        lose_worker(runs.claim(name))

    assert runs.claim("four") is None
    assert [found.pk for found in runs.abandoned()] == [run.pk]


def test_a_worker_that_shuts_down_gives_the_run_back_uncounted(run):
    runs.release(runs.claim("one"))

    again = runs.claim("two")
    assert (again.tries, again.strikes, again.spared) == (2, 0, 0)


def test_a_waiting_run_is_cancelled_at_once(run):
    assert runs.cancel(run)

    run.refresh_from_db()
    assert run.state == "cancelled"
    assert runs.claim("one") is None


def test_a_running_run_is_asked_to_stop(run):
    claimed = runs.claim("one")
    assert runs.cancel(run)

    assert not runs.heartbeat(claimed)
    runs.end_cancelled(claimed)
    run.refresh_from_db()
    assert (run.state, run.verdict) == ("cancelled", "")


def test_an_ended_run_is_not_cancelled(run):
    runs.finish(runs.claim("one"), report())

    assert not runs.cancel(run)


def test_a_newer_check_replaces_the_waiting_one(team):
    old = runs.request(make_submission(team), purpose=CHECK)

    new = runs.request(make_submission(team), purpose=CHECK)

    old.refresh_from_db()
    assert (old.state, new.state) == ("superseded", "queued")


def test_final_runs_go_before_checks_and_older_before_newer(team):
    other = make_team(make_project("second"), make_person("bob"))
    check = runs.request(make_submission(other), purpose=CHECK)
    final = runs.request(make_submission(team), purpose=FINAL)

    assert [line.position(final), line.position(check)] == [1, 2]
    assert [runs.claim("one").pk, runs.claim("one").pk] == [final.pk, check.pk]


def test_a_submission_has_one_final_run(run):
    with pytest.raises(IntegrityError):
        Run.objects.create(submission=run.submission, purpose=FINAL)


def test_a_case_is_judged_once_in_a_run(run):
    claimed = runs.claim("one")
    runs.record(claimed, result("plain"), position=0)

    with pytest.raises(IntegrityError):
        runs.record(claimed, result("plain", "wrong"), position=1)


@pytest.mark.parametrize(
    "bad",
    [
        {"state": "done"},
        {"verdict": "passed"},
        {"score": 100},
        {"state": "running"},
        {"leased_until": timezone.now()},
        {"ended_at": timezone.now()},
        {"state": "broken"},
        {"purpose": "play"},
        {"strikes": 3},
    ],
    ids=lambda bad: ",".join(f"{k}" for k in bad) + str(next(iter(bad.values())))[:8],
)
def test_a_run_makes_sense(run, bad):
    with pytest.raises(IntegrityError):
        Run.objects.filter(pk=run.pk).update(**bad)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_workers_that_reach_for_one_run_get_it_once():
    team = make_team(make_project(), make_person("ada"))
    runs.request(make_submission(team), purpose=FINAL)

    claimed = at_once(*[lambda name=name: runs.claim(name) for name in "abcdefgh"])

    assert len([run for run in claimed if run]) == 1
