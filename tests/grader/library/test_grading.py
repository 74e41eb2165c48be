"""Grading as a whole: the order of events, what stops it, and judges held to their plan."""

import platform

import pytest

from grader import grading, judges
from grader.grading import Cancelled, CaseFinished, StageFinished, StageStarted, grade, tree_digest
from grader.report import say
from grader.sandbox import SandboxFault

pytestmark = pytest.mark.engine
TASK = """\
image: python
limits: {cpu_seconds: 1, memory_mb: 64}
stages:
  - name: first
    kind: io
    title: {ko: 하나, en: One}
    command: [python3, main.py]
    cases:
      - {name: plain, args: [a], expect: "a\\n"}
      - {name: secret, args: [b], expect: "b\\n", hidden: true, hint: {ko: 힌트, en: Look again}, weight: 2}
      - {name: extra, args: [c], expect: "c\\n", bonus: true}
  - name: second
    kind: io
    title: {ko: 둘, en: Two}
    command: [python3, main.py]
    cases:
      - {name: all-hidden, args: [d], expect: "d\\n", hidden: true, hint: {ko: 힌트, en: Look again}}
"""
BUILDS = """\
image: python
limits: {cpu_seconds: 1, memory_mb: 64}
stages:
  - {name: one, kind: build, title: {ko: 하나, en: One}, command: [sh, -c, echo 1 > made]}
  - name: first
    kind: io
    title: {ko: 하나, en: One}
    command: [python3, main.py]
    cases: [{name: first-made, expect: "1\\n", hidden: true, hint: {ko: 힌트, en: Look again}}]
  - {name: two, kind: build, title: {ko: 둘, en: Two}, command: [sh, -c, echo 2 > made]}
  - name: second
    kind: io
    title: {ko: 둘, en: Two}
    command: [python3, main.py]
    cases: [{name: second-made, expect: "2\\n"}]
"""
GOOD = {"main.py": (b"import sys\nprint(sys.argv[1])\n", False)}
KNOWS_VISIBLE = {"main.py": (b"print('a')\n", False)}


@pytest.fixture
def task(write_task):
    return write_task(TASK)


@pytest.fixture
def judge_with(monkeypatch):
    """Let a judge of our own take the place of the one for `io`."""
    return lambda judge: monkeypatch.setitem(judges.JUDGES, judges.io.Stage, judge)


def test_visible_cases_come_before_hidden_ones(engine, task):
    *events, last = grade(task, GOOD, engine)

    assert [type(event) for event in events] == [
        StageStarted, CaseFinished, CaseFinished, StageFinished,
        StageStarted, CaseFinished, StageFinished, StageStarted, CaseFinished, StageFinished,
    ]  # fmt: skip
    judged = [event for event in events if isinstance(event, CaseFinished)]
    assert events[0] == StageStarted("first", "io", {"ko": "하나", "en": "One"}, 2)
    assert [one.result.name for one in judged] == ["plain", "extra", "secret", "all-hidden"]
    assert [one.position for one in judged] == [0, 2, 1, 3]
    assert (last.report.verdict, last.report.score) == ("passed", 125)
    assert [case.name for case in last.report.cases] == ["plain", "secret", "extra", "all-hidden"]
    assert [(stage.name, stage.total) for stage in last.report.stages] == [("first", 3), ("second", 1)]


def test_hidden_cases_find_what_the_builds_before_them_left(engine, write_task):
    task = write_task(BUILDS)
    tree = {"main.py": (b"print(open('made').read(), end='')\n", False)}

    report = list(grade(task, tree, engine))[-1].report

    assert [(case.name, case.outcome) for case in report.cases] == [
        ("one", "passed"), ("first-made", "passed"), ("two", "passed"), ("second-made", "passed"),
    ]  # fmt: skip


def test_a_report_names_what_was_judged(engine, task):
    report = list(grade(task, GOOD, engine))[-1].report

    assert report.task_digest == task.digest
    assert report.tree_digest == tree_digest(GOOD)
    assert report.image_digest.startswith("sha256:")
    assert report.seconds > 0


def test_hidden_cases_decide(engine, task):
    report = list(grade(task, KNOWS_VISIBLE, engine))[-1].report

    assert (report.verdict, report.score) == ("failed", 25)
    assert [stage.outcome for stage in report.stages] == ["failed", "failed"]


def test_visible_cases_alone_are_judged_when_asked(engine, task):
    report = list(grade(task, KNOWS_VISIBLE, engine, cases="visible"))[-1].report

    assert [case.name for case in report.cases] == ["plain", "extra"]
    assert [stage.name for stage in report.stages] == ["first"]
    assert (report.verdict, report.score, report.which) == ("passed", 100, "visible")


def test_cancelling_stops_without_a_report(engine, task):
    seen = []
    for event in grade(task, GOOD, engine, cancelled=lambda: len(seen) >= 2):
        seen.append(event)

    assert [type(event) for event in seen] == [StageStarted, CaseFinished, Cancelled]


def test_work_that_does_not_fit_fails_without_being_run(engine, task):
    tree = {f"{number}.bin": (bytes(4 << 20), False) for number in range(10)}

    report = list(grade(task, tree, engine))[-1].report

    assert {case.outcome for case in report.cases} == {"not_run"}
    assert str(report.cases[0].message) == "The files do not fit into the working folder."
    assert (report.verdict, report.score) == ("failed", 0)


def test_work_that_leaves_no_room_for_our_files_fails(engine, write_task):
    grading = TASK.replace("{name: plain, args: [a]", "{name: plain, files: {big: cases/big}, args: [a]")
    task = write_task(grading, {"cases/big": bytes(1 << 20)})
    tree = GOOD | {f"{number}.bin": (bytes(5 << 20), False) for number in range(3)}

    report = list(grade(task, tree, engine))[-1].report

    assert {case.outcome for case in report.cases} == {"not_run"}


def test_work_that_never_ends_is_given_up(engine, write_task, monkeypatch):
    monkeypatch.setattr(grading, "PATIENCE", 1.0)
    task = write_task(TASK.replace("cpu_seconds: 1", "cpu_seconds: 0.2"))

    report = list(grade(task, {"main.py": (b"import time\ntime.sleep(100)", False)}, engine))[-1].report

    assert [case.outcome for case in report.cases] == ["time_limit", "not_run", "not_run", "not_run"]
    assert str(report.cases[1].message).startswith("Not run, because too much time was lost")


def test_an_image_that_is_not_built_is_our_fault(engine, write_task):
    task = write_task(TASK.replace("image: python", "image: cobol"))

    with pytest.raises(SandboxFault, match="There is no image 'cobol'"):
        list(grade(task, GOOD, engine))


def test_a_case_without_a_result_is_our_fault(engine, task, judge_with):
    judge_with(lambda stage, planned, bench: iter([planned[0].result("passed")]))

    with pytest.raises(SandboxFault, match="The judge of first forgot extra"):
        list(grade(task, GOOD, engine))


def test_two_results_of_a_case_are_our_fault(engine, task, judge_with):
    judge_with(lambda stage, planned, bench: (planned[0].result("passed") for _ in range(2)))

    with pytest.raises(SandboxFault, match="answered for plain, which nobody asked"):
        list(grade(task, GOOD, engine))


def test_a_result_of_another_stage_is_our_fault(engine, task, judge_with):
    other = task.stages[1].plan()[0]
    judge_with(lambda stage, planned, bench: iter([other.result("passed")]))

    with pytest.raises(SandboxFault, match="answered for all-hidden"):
        list(grade(task, GOOD, engine))


SPY = b"""
import os
for folder, folders, names in os.walk('/'):
    if folder == '/':
        folders[:] = sorted(set(folders) - {'proc', 'sys', 'usr'})
    for path in (os.path.join(folder, name) for name in names):
        readable = os.path.isfile(path) and os.access(path, os.R_OK)
        if readable and b'the-' b'answer' in open(path, 'rb').read(1 << 20):
            print(path)
"""


def test_the_expected_output_is_nowhere_in_the_box(engine, write_task):
    task = write_task(TASK.replace('expect: "a\\n"', 'expect: "the-answer"'))

    report = list(grade(task, {"main.py": (SPY, False)}, engine, cases="visible"))[-1].report

    got = next(detail.text for detail in report.cases[0].details if detail.kind == "got")
    assert (report.cases[0].outcome, got) == ("wrong", "")


def test_a_sentence_keeps_its_values():
    assert str(say("%(got)s, not %(expected)s", got=1, expected=2)) == "1, not 2"


TAKES_ALL = r"""
static long call(long n, long a, long b, long c, long d)
{
    long result;
    register long fourth __asm__("r10") = d;
    __asm__ volatile("syscall" : "=a"(result) : "a"(n), "D"(a), "S"(b), "d"(c), "r"(fourth)
                     : "rcx", "r11", "memory");
    return result;
}

void _start(void) /* so small that the kernel rather kills the first process of the box */
{
    call(1, call(2, (long)"/proc/self/oom_score_adj", 1, 0, 0), (long)"500", 3, 0);
    for (;;)
        call(285, call(319, (long)"", 0, 0, 0), 0, 0, 4 << 20); /* memfd_create, fallocate */
}
"""


@pytest.mark.skipif(platform.machine() != "x86_64", reason="the program is written for x86_64")
def test_work_that_starves_its_box_to_death_has_failed(engine, write_task):
    grading = TASK.replace("image: python", "image: c").replace("[python3, main.py]", "[./program]")
    command = "[gcc, -nostdlib, -static, -o, program, main.c]"
    build = f"  - {{name: make, kind: build, title: {{ko: 빌드, en: Build}}, command: {command}}}\n"
    task = write_task(grading.replace("stages:\n", "stages:\n" + build))

    report = list(grade(task, {"main.c": (TAKES_ALL.encode(), False)}, engine))[-1].report

    assert [case.outcome for case in report.cases] == ["passed", "memory_limit", *["not_run"] * 3]


FULL = """
image: c
limits: {memory_mb: 512}
stages:
  - {name: make, kind: build, title: {ko: 빌드, en: Build}, command: [make, -s]}
  - {name: again, kind: build, title: {ko: 빌드, en: Build}, command: [make, -s]}
  - name: ex00
    kind: io
    title: {ko: 하나, en: One}
    command: ["true"]
    cases:
      - {name: roomy, expect: ""}
      - {name: narrow, limits: {memory_mb: 64}, expect: ""}
"""


def test_work_whose_files_fill_the_memory_of_a_case_has_failed_it(engine, write_task):
    fills = b"all:\n\tfor n in 1 2; do head -c 15000000 /dev/zero >full$$n; done\n"

    report = list(grade(write_task(FULL), {"Makefile": (fills, False)}, engine))[-1].report

    assert [case.outcome for case in report.cases] == ["passed", "passed", "passed", "memory_limit"]


HEARD = """
image: python
stages:
  - name: talk
    kind: io
    title: {ko: 말하기, en: Talking}
    command: [python3, main.py]
    cases:
      - {name: aloud, args: [aloud], expect: "aloud\\n"}
      - {name: secret, args: [secret], expect: "secret\\n", hidden: true, hint: {ko: 비밀, en: Secret}}
"""


def test_programs_of_visible_cases_are_heard_before_they_end(engine, write_task):
    tree = {"main.py": (b"import sys; print(sys.argv[1], flush=True)", False)}
    seen = []

    def hear(planned, piece):
        seen.append((planned.stage, planned.name, piece))

    for event in grade(write_task(HEARD), tree, engine, hear=hear):
        if isinstance(event, CaseFinished):
            seen.append(event.result.name)

    assert seen == [("talk", "aloud", b"aloud\n"), "aloud", "secret"]
