"""The order of the steps, with the real functions of every app."""

from datetime import timedelta

import pytest
from django.utils import timezone

from academy import journey
from grader import runs, tasks
from grader.models import Run
from grader.report import CaseResult, Report
from peer_review import points
from projects import experience, submissions
from projects.models import Submission
from projects.refusals import Refused
from tests.making import make_person
from tests.peer_review import making as peers
from tests.peer_review.making import COMMENT, PERFECT, check_in_both, make_project, make_trainee

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
WORK = {"main.py": (b"print('hello')\n", False)}


def report(score=100, verdict="passed"):
    return Report(verdict, score, "all", (), (), "sha256:image", "task", "tree", 0.1)


@pytest.fixture
def ada():
    return make_trainee("ada")


def hand_in(team, by, files=WORK):
    commit = submissions.commit_upload(team, files, by=by)
    return journey.handed_in(team, commit=commit, source=Submission.Source.UPLOAD, by=by)


def close(team, by):
    submission, _run = hand_in(team, by)
    return journey.close(submission.attempt, submission=submission, by=by)


def final_under_way(by):
    close(journey.start(make_project(), by=by), by)
    return runs.claim("worker")


def judge(run, **outcome):
    """A worker claims the run and brings a verdict."""
    while (claimed := runs.claim("worker")).pk != run.pk:
        runs.finish(claimed, report())
    journey.graded(claimed, report(**outcome))
    run.refresh_from_db()
    return run.submission.attempt


def test_alone_the_first_attempt_begins_at_once(ada):
    team = journey.start(make_project(), by=ada)

    assert [attempt.state for attempt in team.attempts.all()] == ["open"]


def test_together_the_team_forms_first(ada):
    team = journey.start(make_project(team_min=2, team_max=3), by=ada)

    assert not team.attempts.exists()


def test_work_that_arrives_is_checked_against_the_visible_cases(ada):
    team = journey.start(make_project(), by=ada)

    submission, run = hand_in(team, ada)

    assert (run.purpose, run.state, submission.attempt.state) == (Run.Purpose.CHECK, "queued", "open")


def test_a_check_decides_nothing(ada):
    team = journey.start(make_project(), by=ada)
    _submission, run = hand_in(team, ada)

    attempt = judge(run, score=0, verdict="failed")

    assert (attempt.state, attempt.grader_score) == ("open", None)


def test_closing_asks_for_the_final_run(ada):
    run = close(journey.start(make_project(), by=ada), ada)

    assert (run.purpose, run.submission.attempt.state) == (Run.Purpose.FINAL, "grading")


def test_closing_without_an_expected_file_is_refused(ada):
    team = journey.start(make_project(files=["main.py", "README.md"]), by=ada)
    submission, _run = hand_in(team, ada)

    with pytest.raises(Refused, match=r"they are missing: README\.md"):
        journey.close(submission.attempt, submission=submission, by=ada)
    assert team.attempts.get().state == "open"


def test_a_closed_attempt_takes_no_more_work(ada):
    team = journey.start(make_project(), by=ada)
    close(team, ada)

    with pytest.raises(Refused, match="its work is being judged"):
        hand_in(team, ada, files={"main.py": (b"pass\n", False)})


def test_passed_work_goes_on_to_its_peers(ada):
    attempt = judge(close(journey.start(make_project(), by=ada), ada))

    assert (attempt.state, attempt.grader_score) == ("evaluation", 100)


def test_failed_work_goes_back_to_the_team(ada):
    attempt = judge(close(journey.start(make_project(), by=ada), ada), score=60, verdict="failed")

    assert (attempt.state, attempt.grader_score, attempt.mark) == ("returned", 60, None)


def test_a_project_may_be_evaluated_although_the_grader_failed(ada):
    project = make_project(must_pass_grader=False)

    attempt = judge(close(journey.start(project, by=ada), ada), score=60, verdict="failed")

    assert (attempt.state, attempt.grader_score) == ("evaluation", 60)


def test_a_project_without_evaluations_is_marked_by_the_grader(ada):
    attempt = judge(close(journey.start(make_project(evaluations=0, xp=200), by=ada), ada), score=110)

    assert (attempt.state, attempt.mark) == ("finished", 110)
    assert experience.total_xp(ada) == 220


def test_after_three_failures_of_ours_the_attempt_is_open_again(ada):
    run = close(journey.start(make_project(), by=ada), ada)
    Run.objects.filter(purpose="check").delete()

    for name in ("one", "two", "three"):
        journey.grading_failed(runs.claim(name), fault="the engine is gone")
        Run.objects.update(waits_until=None)

    run.refresh_from_db()
    attempt = run.submission.attempt
    assert (run.state, attempt.state, attempt.number, attempt.retry_at) == ("broken", "open", 1, None)
    assert journey.close(attempt, submission=run.submission, by=ada).state == "queued"


def test_a_final_run_that_waits_is_cancelled_and_the_attempt_is_open_again(ada):
    run = close(journey.start(make_project(), by=ada), ada)

    journey.cancel_run(run, by=ada)

    attempt = run.submission.attempt
    assert (run.state, attempt.state, attempt.number, attempt.retry_at) == ("cancelled", "open", 1, None)
    assert points.balance(ada) == 5
    assert journey.close(attempt, submission=run.submission, by=ada).state == "queued"


def test_a_final_run_under_way_is_cancelled_by_its_worker_and_the_attempt_is_open_again(ada):
    run = final_under_way(ada)
    journey.cancel_run(run, by=ada)

    journey.run_stopped(run)

    assert (run.state, run.submission.attempt.state) == ("cancelled", "open")


def test_a_team_that_has_seen_a_hidden_case_does_not_cancel_but_staff_do(ada):
    run = final_under_way(ada)
    runs.record(run, CaseResult("ex", "one", "wrong", hidden=True), position=0)

    with pytest.raises(Refused, match="graded to the end"):
        journey.cancel_run(run, by=ada)
    journey.cancel_run(run, by=make_person("sora", role="staff"))

    with pytest.raises(runs.LeaseLost):
        runs.record(run, CaseResult("ex", "two", "wrong", hidden=True), position=1)


def test_a_cancelled_run_whose_worker_dies_ends_with_the_sweep(ada):
    run = final_under_way(ada)
    journey.cancel_run(run, by=ada)
    Run.objects.filter(pk=run.pk).update(leased_until=timezone.now() - timedelta(hours=1))

    assert runs.claim("another") is None
    tasks.sweep()

    run.refresh_from_db()
    assert (run.state, run.submission.attempt.state) == ("cancelled", "open")


def test_an_outage_costs_a_run_no_strike_until_it_looks_as_if_the_run_were_its_cause(ada):
    run = close(journey.start(make_project(), by=ada), ada)
    Run.objects.filter(purpose="check").delete()

    for _ in range(6):
        journey.grading_spared(runs.claim("one"), fault="the engine is gone")
        Run.objects.update(waits_until=None)

    run.refresh_from_db()
    assert (run.tries, run.spared, run.strikes, run.state) == (6, 3, 3, "broken")
    assert run.submission.attempt.state == "open"


def test_a_rerun_decides_nothing(ada):
    attempt = judge(close(journey.start(make_project(), by=ada), ada))

    rerun = journey.regrade(attempt.submission, by=make_person("sora", role="staff"))
    again = judge(rerun, score=0, verdict="failed")

    assert (rerun.verdict, again.state, again.grader_score) == ("failed", "evaluation", 100)


def test_the_last_sheet_ends_the_attempt_and_pays_xp(ada, time_machine):
    time_machine.move_to(peers.NOW)
    bob = make_trainee("bob")
    peers.offer(bob)
    attempt = judge(close(journey.start(make_project(xp=200), by=ada), ada))
    evaluation = peers.book(attempt)
    time_machine.move_to(peers.at(4))
    evaluation = check_in_both(evaluation)
    evaluation = peers.attendance.confirm(evaluation, by=bob, code=evaluation.code)

    journey.fill(evaluation, by=bob, answers=PERFECT, flag="ok", comment=COMMENT)

    attempt.refresh_from_db()
    assert (attempt.state, attempt.peer_mark, attempt.mark) == ("finished", 100, 100)
    assert experience.total_xp(ada) == 200
    assert [peers.points.balance(person) for person in (ada, bob)] == [4, 6]
