"""What a busy machine may have spoiled is tried again; what is wrong stays wrong."""

import threading

import pytest

from grader import trials
from grader.grading import Finished
from grader.report import CaseResult, Report, Usage
from grader.sandbox import SandboxFault
from grader.task import Task
from grader.trials import Trials, Turns, out_of_time

TASK = """\
image: python
stages:
  - {name: make, kind: build, title: {ko: 빌드, en: Build}, command: [make]}
  - name: echo
    kind: io
    title: {ko: 메아리, en: Echo}
    command: [python3, main.py]
    cases: [{name: one, expect: "1"}, {name: two, expect: "2"}]
  - name: predict
    kind: metric
    title: {ko: 예측, en: Predict}
    train: {command: [python3, train.py], limits: {cpu_seconds: 60}}
    command: [python3, main.py]
    labels: cases/labels.csv
    scorer: accuracy
    cases: [{name: pass, at: 0.7}, {name: full, at: 0.9}]
"""


@pytest.fixture
def task(write_task):
    return write_task(TASK, {"cases/labels.csv": b"label\na\nb\n"})


@pytest.fixture
def played(monkeypatch):
    """`played(pass, …)`: what a judge on a busy machine gives or raises, pass by pass."""

    def play(*passes):
        asked, left = [], list(passes)

        def judged(task, tree, engine, seed):
            asked.append([f"{one.stage}/{one.name}" for stage in task.stages for one in stage.plan()])
            given = left.pop(0)
            if isinstance(given, Exception):
                raise given
            yield Finished(Report("failed", 0, "all", (), tuple(given), "", "", "", 1.0))

        monkeypatch.setattr(trials, "grade", judged)
        return asked

    return play


def case(name, outcome, cpu_ms=10.0):
    stage, _, name = name.partition("/")
    return CaseResult(stage, name, outcome, usage=Usage(cpu_ms=cpu_ms))


def test_what_ran_out_of_time_is_tried_again_with_what_was_not_run(task, played):
    asked = played(
        [case("make/make", "passed"), case("echo/one", "time_limit"), case("echo/two", "not_run")],
        [case("make/make", "passed"), case("echo/one", "time_limit"), case("echo/two", "passed")],
        [case("make/make", "passed"), case("echo/one", "passed")],
    )

    found = Trials(None).found(task, {}, doubt=out_of_time)

    assert {name: one.outcome for name, one in found.items()} == dict.fromkeys(
        ("make/make", "echo/one", "echo/two"), "passed"
    )
    assert asked[1:] == [["make/make", "echo/one", "echo/two"], ["make/make", "echo/one"]]


def test_the_third_try_is_the_last_and_the_least_time_counts(task, played):
    asked = played(*([case("echo/one", "passed", cpu)] for cpu in (900, 700, 800)))

    found = Trials(None).found(task, {}, doubt=lambda case: case.usage.cpu_ms > 600)

    assert found["echo/one"].usage.cpu_ms == 700
    assert len(asked) == 3


def test_a_wrong_answer_is_not_tried_again(task, played):
    asked = played([case("echo/one", "wrong")])

    assert Trials(None).found(task, {}, doubt=out_of_time)["echo/one"].outcome == "wrong"
    assert len(asked) == 1


def test_a_fault_of_ours_is_tried_three_times(task, played):
    fault = SandboxFault("The engine is gone.")
    played(fault, fault, [case("echo/one", "passed")])
    assert Trials(None).found(task, {})["echo/one"].passed

    asked = played(fault, fault, fault)
    with pytest.raises(SandboxFault, match="The engine is gone"):
        Trials(None).found(task, {})
    assert len(asked) == 3


def test_part_of_a_task_keeps_builds_before_it_and_all_lines_of_a_score(task):
    def plan(*names):
        return [f"{one.stage}/{one.name}" for stage in task.only(set(names)).stages for one in stage.plan()]

    assert plan("echo/two") == ["make/make", "echo/two"]
    assert plan("predict/full") == ["make/make", "predict/training", "predict/pass", "predict/full"]
    assert task.only({"echo/two"}).digest == task.digest
    assert Task.unpack(task.only({"echo/two"}).pack()) == task


def test_the_limit_of_a_training_is_its_own(task):
    metric = task.stages[2]
    training, line = metric.plan()[:2]

    assert metric.nearer(training).cpu_seconds == 60
    assert metric.nearer(line) is None


def test_who_is_alone_waits_for_the_others_and_keeps_them_out():
    turns, order = Turns(2), []
    inside, go_on = threading.Event(), threading.Event()

    def stay():
        with turns.shared():
            inside.set()
            go_on.wait(10)
            order.append("shared")

    def be_alone(name):
        with turns.alone():
            order.append(name)

    threads = [threading.Thread(target=stay), *(threading.Thread(target=be_alone, args=[n]) for n in "ab")]
    for thread in threads:
        thread.start()
        inside.wait(10)
    go_on.set()
    for thread in threads:
        thread.join(10)

    assert (order[0], sorted(order[1:])) == ("shared", ["a", "b"])
