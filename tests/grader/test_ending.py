"""A worker process that is told to end ends, whatever does not answer meanwhile."""

import threading

import pytest
from django.conf import settings
from django.db import OperationalError, connection, transaction

from grader import workers
from grader.models import Worker
from grader.patience import patiently
from tests.e2e.waiting import wait_for


@pytest.fixture
def ended(monkeypatch):
    """`ended(worker)`: whether `stop` comes to its end."""
    monkeypatch.setattr(settings, "GRADER_GRACE", 0.0)
    monkeypatch.setattr(workers, "LONGEST_CASE", 0.1)
    monkeypatch.setattr(workers, "FAREWELL", 0.1)

    def act(worker):
        thread = threading.Thread(target=worker.stop, daemon=True)
        thread.start()
        thread.join(30)
        return not thread.is_alive()

    return act


@pytest.fixture
def quick(worker, monkeypatch):
    monkeypatch.setattr(settings, "GRADER_BOXES_AHEAD", 0)
    monkeypatch.setattr(workers, "PULSE", 0.05)
    return worker


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
def test_a_worker_that_ends_takes_its_row_along(quick, ended):
    quick.start()
    wait_for(Worker.objects.filter(name=quick.name).exists, seconds=30)

    assert ended(quick)
    wait_for(lambda: not Worker.objects.filter(name=quick.name).exists(), seconds=30)


@pytest.mark.engine
@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_database_that_does_not_answer_keeps_no_worker_from_ending(quick, ended):
    quick.start()
    wait_for(Worker.objects.filter(name=quick.name).exists, seconds=30)

    with transaction.atomic():
        connection.cursor().execute(
            "LOCK TABLE grader_worker IN ACCESS EXCLUSIVE MODE"
        )  # from now on it hangs
        quick.places.acquire()  # and a run with it

        assert ended(quick)
    quick._thread.join(30)


def test_a_process_that_must_end_asks_the_database_once():
    asked = []

    def act():
        asked.append(1)
        raise OperationalError("away")

    with pytest.raises(OperationalError):
        patiently(act, hurries=lambda: True)

    assert len(asked) == 1


@pytest.mark.parametrize(
    ("told", "drained", "must"), [(True, True, True), (True, False, False), (False, True, False)]
)
def test_a_worker_must_end_when_it_was_told_to_and_its_grace_is_over(worker, told, drained, must):
    (worker._ending.set if told else worker._ending.clear)()
    (worker.gives_back.set if drained else worker.gives_back.clear)()

    assert worker.must_end() is must
