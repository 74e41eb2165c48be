"""What staff see of the grader and do with it, by page and by command."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from grader import runs
from grader.models import Run, RunEvent, Standstill, Worker
from tests.making import make_person, make_submission, make_team
from tests.peer_review.making import make_project, make_trainee

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def sora(client):
    sora = make_person("sora", role="staff")
    client.force_login(sora, backend="allauth.account.auth_backends.AuthenticationBackend")
    return sora


@pytest.fixture
def run():
    ada = make_trainee("ada")
    return runs.request(make_submission(make_team(make_project(), ada)), purpose=Run.Purpose.FINAL, by=ada)


def make_worker(name="host:1", **fields):
    values = {"boot": "b", "seen_at": timezone.now(), "engine_answers": True, **fields}
    return Worker.objects.create(name=name, **values)


def grader(*arguments):
    said = StringIO()
    call_command("grader", *arguments, stdout=said)
    return said.getvalue()


def seen(client, path):
    return client.get(path).content.decode()


@pytest.mark.parametrize("wish", ["pause", "drain"])
def test_staff_stop_a_worker_and_let_it_work_again(client, sora, wish):
    worker = make_worker()

    client.post(f"/staff/grader/workers/{worker.pk}/", {"wish": wish})
    worker.refresh_from_db()
    assert (worker.wish, worker.takes_runs) == (wish, False)
    assert "by staff" in seen(client, "/staff/grader/")

    client.post(f"/staff/grader/workers/{worker.pk}/", {"wish": "work"})
    worker.refresh_from_db()
    assert (worker.takes_runs, worker.wake_asked) == (True, True)


def test_staff_read_why_a_worker_pauses_itself(client, sora):
    make_worker(resting=True, trouble="No space left on device")

    page = seen(client, "/staff/grader/")

    assert "pauses itself after faults" in page
    assert "No space left on device" in page


def test_while_the_queue_stands_still_trainees_read_why(client, sora, run):
    make_worker()
    client.post("/staff/grader/line/", {"wish": "stop", "reason": "New cables until three."})

    assert Standstill.objects.get().by == sora
    for path in ("/staff/grader/", f"/runs/{run.pk}/"):
        assert "New cables until three." in seen(client, path)
    assert runs.claim("one") is None

    client.post("/staff/grader/line/", {"wish": "resume"})
    assert runs.claim("one").pk == run.pk


def test_staff_have_a_run_graded_again(client, sora, run):
    answer = client.post(f"/staff/grader/runs/{run.pk}/again/", follow=True)

    rerun = Run.objects.get(purpose="rerun")
    assert (rerun.submission, rerun.requested_by) == (run.submission, sora)
    assert "decides nothing" in answer.content.decode()


def test_a_run_page_tells_staff_reasons_and_trainees_none(client, sora, run):
    runs.put_back(runs.claim("grader7.example:4711"), fault="PIPE BROKEN AT 0x7f")

    for_staff = seen(client, f"/runs/{run.pk}/")
    client.force_login(run.requested_by, backend="allauth.account.auth_backends.AuthenticationBackend")
    for_team = seen(client, f"/runs/{run.pk}/")

    assert "PIPE BROKEN" in for_staff
    assert "grader7.example:4711" in for_staff
    assert "Something broke on our side." in for_team
    assert "PIPE BROKEN" not in for_team
    assert "grader7" not in for_team


def test_a_run_that_no_worker_can_take_says_so(client, sora, run):
    make_worker(labels="gpu")
    Run.objects.update(needs="large")

    assert "needs a worker with: large" in seen(client, f"/runs/{run.pk}/")


def test_every_event_has_its_words_in_korean_too(client, sora, run):
    run.events.all().delete()
    for kind in RunEvent.Kind.values:
        if kind not in ("broken", "cancelled", "superseded"):
            RunEvent.objects.create(run=run, kind=kind, number=1, worker="w", detail="passed")
    sora.language = "ko"
    sora.save()

    page = seen(client, f"/runs/{run.pk}/")

    assert page.count("timeline__title") == 10
    assert "저희 쪽에 문제가 생겼습니다" in page


def test_the_command_stops_and_resumes_the_queue(run):
    assert "moves, 1 can start" in grader()
    assert "stands still, 0 can start" in grader("pause", "--reason", "cables")
    assert Standstill.objects.get().reason == "cables"
    assert "moves, 1 can start" in grader("resume")


def test_the_command_pauses_drains_and_resumes_workers():
    make_worker("one:1")
    make_worker("two:2", labels="gpu")

    assert "one:1  paused" in grader("pause", "one:1")
    assert "two:2  drained  gpu" in grader("drain", "--all")
    assert grader("resume", "--all").count("works") == 2


@pytest.mark.parametrize("arguments", [["pause", "nobody:1"], ["drain"]])
def test_the_command_says_what_it_cannot_do(arguments):
    with pytest.raises(CommandError):
        grader(*arguments)
