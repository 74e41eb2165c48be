"""What a worker loads before a trainee waits for it."""

import sys
from pathlib import Path

import pytest

from grader import preloading, taskstore
from grader.task import Task
from tests.making import make_project

pytestmark = pytest.mark.django_db(transaction=True)
TASKS = Path(__file__).parent / "library" / "tasks"


@pytest.mark.parametrize(("kind", "loaded"), [("metric", True), ("io", False)])
def test_scorers_are_loaded_ahead_where_a_project_is_scored(kind, loaded, monkeypatch):
    monkeypatch.delitem(sys.modules, "sklearn.metrics", raising=False)
    make_project(task_digest=taskstore.keep(Task.from_folder(TASKS / kind)))

    preloading.begin().join(120)

    assert ("sklearn.metrics" in sys.modules) is loaded


def test_a_task_that_is_lost_is_told_when_a_run_needs_it(monkeypatch):
    monkeypatch.delitem(sys.modules, "sklearn.metrics", raising=False)
    make_project(task_digest="0" * 64)

    preloading.begin().join(120)

    assert "sklearn.metrics" not in sys.modules
