"""What a busy machine may have spoiled is tried again; what is wrong stays wrong."""

import threading
from dataclasses import replace

import pytest

from grader.judges.author import AuthorFault
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


ECHOED = """\
image: python
limits: {cpu_seconds: 0.4, memory_mb: 64}
stages:
  - {name: make, kind: build, title: {ko: 빌드, en: Build}, command: [python3, make.py]}
  - name: echo
    kind: io
    title: {ko: 메아리, en: Echo}
    command: [python3, main.py]
    cases: [{name: one, args: ["1"], expect: "1\\n"}, {name: two, args: ["2"], expect: "2\\n"}]
"""
CHECKED = """\
image: python
stages:
  - name: echo
    kind: io
    title: {ko: 메아리, en: Echo}
    command: [python3, main.py]
    checker: cases/check.py
    cases: [{name: one, args: ["1"]}]
"""
NOTHING, ENDLESS = b"", b"while True:\n    pass\n"
ECHO, WRONG = b"import sys\nprint(sys.argv[1])\n", b"print(7)\n"
WASTE = b"import sys, time\nwhile time.process_time() < 0.25:\n    pass\nprint(sys.argv[1])\n"


class Changing:
    """A doubt that changes the program after each pass, as a machine does that is busy and then is not."""

    def __init__(self, tree, name, programs, *, doubt=out_of_time):
        self.tree, self.name, self.left, self.doubt = tree, name, list(programs), doubt

    def __call__(self, case):
        if self.left and case.name == "one":
            self.tree[self.name] = (self.left.pop(0), False)
        return self.doubt(case)


class Mended(dict):
    """The files of a task whose checker breaks down so many times, and then no more."""

    def __init__(self, files, broken):
        super().__init__(files)
        self.asked, self.broken = 0, broken

    def __getitem__(self, name):
        self.asked += 1
        does = "1 / 0" if self.asked <= self.broken else "True"
        return f"def check(case):\n    return {does}\n".encode()


def tree(main, make=NOTHING):
    return {"main.py": (main, False), "make.py": (make, False)}


@pytest.mark.engine
def test_what_ran_out_of_time_is_tried_again_with_what_was_not_run(engine, write_task):
    work = tree(ECHO, ENDLESS)

    found = Trials(engine).found(write_task(ECHOED), work, doubt=Changing(work, "make.py", [NOTHING]))

    assert {name: one.outcome for name, one in found.items()} == dict.fromkeys(
        ("make/make", "echo/one", "echo/two"), "passed"
    )


@pytest.mark.engine
def test_the_third_try_is_the_last_and_the_least_time_counts(engine, write_task):
    work, part = tree(WASTE), write_task(ECHOED).only({"echo/one"})
    busy = Changing(work, "main.py", [ECHO, WASTE, WRONG], doubt=lambda case: True)

    found = Trials(engine).found(part, work, doubt=busy)

    assert busy.left == [WRONG]
    assert found["echo/one"].usage.cpu_ms < 250


@pytest.mark.engine
def test_a_wrong_answer_is_not_tried_again(engine, write_task):
    work = tree(WRONG)

    found = Trials(engine).found(write_task(ECHOED), work, doubt=Changing(work, "main.py", [ECHO]))

    assert found["echo/one"].outcome == "wrong"


@pytest.mark.engine
def test_a_fault_of_ours_is_tried_three_times(engine, write_task):
    task = write_task(CHECKED, {"cases/check.py": b""})
    twice, ever = (replace(task, files=Mended(task.files, broken)) for broken in (2, 99))

    assert Trials(engine).found(twice, tree(ECHO))["echo/one"].passed
    with pytest.raises(AuthorFault, match="ZeroDivisionError"):
        Trials(engine).found(ever, tree(ECHO))
    assert (twice.files.asked, ever.files.asked) == (3, 3)


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
