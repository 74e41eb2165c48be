"""Who goes first, who waits for whom, and for how long."""

from datetime import timedelta

import pytest
from django.utils import timezone

from grader import control, labels, line, quota, runs, taskstore
from grader.models import Run, Worker
from grader.report import Report
from grader.task import Task
from tests.making import make_person, make_project, make_submission, make_team

pytestmark = pytest.mark.django_db
CHECK, FINAL, RERUN = Run.Purpose.CHECK, Run.Purpose.FINAL, Run.Purpose.RERUN
REPORT = Report("passed", 100, "all", (), (), "sha256:image", "task", "tree", 0.1)


def ask(person, project, purpose=CHECK):
    return runs.request(make_submission(make_team(project, person)), purpose=purpose, by=person)


def take_all(worker="one", **offer):
    """The runs in the order in which they are claimed."""
    taken = []
    while run := runs.claim(worker, **offer):
        taken.append(run.pk)
        runs.finish(run, REPORT)
    return taken


def make_worker(name="host:1", **fields):
    values = {"boot": "b", "seen_at": timezone.now(), "engine_answers": True, "places": 1, **fields}
    return Worker.objects.create(name=name, **values)


def task_that_needs(*names):
    """The digest of a stored task whose runs ask for these labels."""
    text = f"""\
image: python
needs: [{", ".join(names)}]
stages:
  - name: ex00
    kind: io
    title: {{ko: 하나, en: One}}
    command: [python3, main.py]
    cases:
      - name: plain
        expect: "hello"
"""
    return taskstore.keep(Task._read(text, "grading.yaml", {}.__getitem__))


def test_a_flood_of_one_person_waits_behind_everybodys_first():
    projects = [make_project(f"p{number}") for number in range(12)]
    flooder, others = make_person("flo"), [make_person() for _ in range(30)]

    flood = [ask(flooder, project).pk for project in projects]
    firsts = [ask(person, projects[0]).pk for person in others]

    assert take_all() == [flood[0], *firsts, *flood[1:]]


def test_a_final_run_goes_before_checks_even_after_many_checks_of_its_person():
    ada, bob = make_person("ada"), make_person("bob")
    checks = [ask(ada, make_project(f"p{number}")).pk for number in range(3)]
    first = ask(bob, make_project("bobs")).pk

    final = ask(ada, make_project("last"), FINAL).pk

    assert take_all() == [final, checks[0], first, *checks[1:]]


def test_what_a_newer_push_replaced_is_not_held_against_its_person():
    ada, bob = make_person("ada"), make_person("bob")
    team = make_team(make_project(), ada)
    for _ in range(4):
        latest = runs.request(make_submission(team), purpose=CHECK, by=ada)
    first = ask(bob, make_project("bobs"))

    assert (latest.rank, first.rank) == (100, 100)


def test_a_flood_of_long_ago_is_forgotten():
    ada = make_person("ada")
    ask(ada, make_project("early"))
    Run.objects.update(requested_at=timezone.now() - timedelta(minutes=11))

    assert ask(ada, make_project("late")).rank == 100


def test_reruns_wait_behind_everything_live():
    sora, ada = make_person("sora", role="staff"), make_person("ada")
    submission = make_submission(make_team(make_project(), ada))
    rerun = runs.request(submission, purpose=RERUN, by=sora).pk

    live = ask(ada, make_project("live")).pk

    assert take_all() == [live, rerun]


def test_reruns_never_take_the_last_place_of_a_worker(settings):
    settings.GRADER_CONCURRENCY = 2
    ada = make_person("ada")
    for number in range(2):
        submission = make_submission(make_team(make_project(f"p{number}"), ada))
        runs.request(submission, purpose=RERUN, by=ada)

    first, second = runs.claim("one"), runs.claim("one")
    live = ask(ada, make_project("live"))

    assert (first.purpose, second) == (RERUN, None)
    assert runs.claim("one").pk == live.pk


def test_a_run_that_needs_a_label_waits_for_a_worker_that_offers_it():
    large = make_project("large", task_digest=task_that_needs("large"))
    ada = make_person("ada")
    needy, modest = ask(ada, large), ask(make_person("bob"), make_project())

    assert needy.needs == "large"
    assert take_all("plain") == [modest.pk]
    assert take_all("big", offer="gpu,large") == [needy.pk]


def test_the_takers_of_a_run_are_live_working_and_offer_what_it_needs():
    run = ask(make_person("ada"), make_project("large", task_digest=task_that_needs("large")))
    make_worker("plain")
    make_worker("big", labels="gpu,large")
    make_worker("paused", labels="large", wish="pause")
    make_worker("resting", labels="large", resting=True)
    make_worker("ending", labels="large", ending=True)
    make_worker("silent", labels="large", seen_at=timezone.now() - timedelta(minutes=1))
    make_worker("engineless", labels="large", engine_answers=False)

    assert [worker.name for worker in line.takers(run)] == ["big"]


def test_an_estimate_follows_from_the_last_runs_and_the_places():
    ada = make_person("ada")
    make_worker(places=2)
    for number in range(3):
        run = ask(ada, make_project(f"done{number}"))
        runs.finish(runs.claim("one"), REPORT)
        begun = run.requested_at
        Run.objects.filter(pk=run.pk).update(started_at=begun, ended_at=begun + timedelta(seconds=8))
    for number in range(3):
        ask(make_person(), make_project(f"ahead{number}"))
    runs.claim("one")

    last = ask(ada, make_project("last"))

    assert line.position(last) == 3
    assert line.estimate(last) == timedelta(seconds=8 * (2 + 1) / 2)


def test_nobody_knows_how_long_without_a_worker():
    assert line.estimate(ask(make_person("ada"), make_project())) is None


def test_in_a_standstill_nothing_is_claimed():
    run = ask(make_person("ada"), make_project())

    assert (control.stop_line(), control.stop_line()) == (True, False)
    assert (runs.claim("one"), line.waiting()) == (None, 0)
    assert (control.resume_line(), control.resume_line()) == (True, False)
    assert runs.claim("one").pk == run.pk


def test_what_failed_on_one_worker_is_first_offered_to_others():
    run = ask(make_person("ada"), make_project())
    runs.put_back(runs.claim("one"), fault="its disk is full")
    Run.objects.update(waits_until=timezone.now())

    assert runs.claim("one") is None
    assert runs.claim("two").pk == run.pk


def test_a_worker_alone_tries_again_what_failed_on_it():
    run = ask(make_person("ada"), make_project())
    runs.put_back(runs.claim("one"), fault="its disk is full")
    Run.objects.update(waits_until=timezone.now() - timedelta(minutes=1))

    assert runs.claim("one").pk == run.pk


def test_gpu_runs_above_the_days_quota_wait_for_the_next_day(settings):
    settings.GRADER_GPU_RUNS = 2
    ada, bob, digest = make_person("ada"), make_person("bob"), task_that_needs("gpu")
    projects = [make_project(f"p{number}", task_digest=digest) for number in range(3)]

    within, above = [ask(ada, project) for project in projects[:2]], ask(ada, projects[2])

    assert [run.waits_until for run in within] == [None, None]
    assert above.waits_until == quota.next_day()
    assert ask(ada, make_project("plain")).waits_until is None
    assert ask(bob, projects[0]).waits_until is None


@pytest.mark.parametrize(
    ("offer", "answered"),
    [("", [""]), ("gpu", ["", "gpu"]), ("gpu,large", ["", "gpu", "large", "gpu,large"])],
)
def test_a_worker_answers_every_part_of_what_it_offers(offer, answered):
    assert labels.answered_by(offer) == answered


def test_labels_are_kept_sorted_and_once():
    assert labels.joined([" large", "gpu", "large", ""]) == "gpu,large"


@pytest.mark.parametrize("names", [["GPU"], ["a b"], ["x" * 16], ["a,b"], list("abcdefg")])
def test_a_label_that_is_none_is_refused(names):
    with pytest.raises(labels.UnknownLabel):
        labels.joined(names)
