"""Fresh cases: made anew for each run by the author's Python, and the same from the same seed."""

import pytest

from grader.grading import grade
from grader.judges.author import AuthorFault
from projects.folder.source import BadFolder

TASK = """\
image: python
limits: {cpu_seconds: 2, memory_mb: 64}
stages:
  - name: sum
    kind: io
    title: {ko: 합, en: Sum}
    command: [python3, main.py]
    maker: cases/fresh.py
    cases:
      - {name: shown, args: ["1", "2"], expect: "3\\n"}
      - {name: one, fresh: %s, given: {most: 9}, hidden: true, hint: {ko: 힌트, en: Hint}}
      - {name: two, fresh: %s, given: {most: 9}, hidden: true, hint: {ko: 힌트, en: Hint}}
"""
MAKER = b"""\
import random


def numbers(seed, given):
    dice = random.Random(seed)
    args = [dice.randint(1, 10 ** given["most"]) for _ in range(2)]
    return {"args": [str(number) for number in args], "expect": f"{sum(args)}\\n"}


def nonsense(seed, given):
    return {"args": [1]}
"""
SUM = {"main.py": (b"import sys\nprint(sum(map(int, sys.argv[1:])))\n", False)}
WRITTEN_DOWN = {"main.py": (b"print(3)\n", False)}


@pytest.fixture
def task(write_task):
    return write_task(TASK % ("numbers", "numbers"), {"cases/fresh.py": MAKER})


def report_of(task, tree, engine, **how):
    return list(grade(task, tree, engine, **how))[-1].report


def commands(report):
    return [case.details[0].text for case in report.cases]


@pytest.mark.engine
def test_the_same_seed_makes_the_same_cases_and_another_one_others(engine, task):
    first = report_of(task, SUM, engine, seed=7)
    again = report_of(task, SUM, engine, seed=first.seed)
    other = report_of(task, WRITTEN_DOWN, engine)

    assert first.verdict == "passed"
    assert commands(first) == commands(again)
    assert len({*commands(first), *commands(other)}) == 5  # all but the one that is written out
    assert [case.outcome for case in other.cases] == ["passed", "wrong", "wrong"]
    assert first.seed == 7
    assert other.seed != first.seed


@pytest.mark.engine
def test_a_maker_that_makes_no_case_is_our_fault(engine, write_task):
    task = write_task(TASK % ("nonsense", "numbers"), {"cases/fresh.py": MAKER})

    with pytest.raises(AuthorFault, match=r"cases/fresh\.py: nonsense\(\d+, …\) made no case: .*string"):
        report_of(task, SUM, engine, seed=7)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("hidden: true, hint: {ko: 힌트, en: Hint}", "weight: 1", "a fresh case is hidden"),
        ("given: {most: 9}", 'stdin: "1"', "stdin is made anew for each run"),
        ("fresh: numbers, ", "", "given has no meaning without fresh"),
        ("    maker: cases/fresh.py\n", "", "there is no maker that could make it"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_its_line(write_task, old, new, reason):
    with pytest.raises(BadFolder, match=rf"grading\.yaml:\d+: .*{reason}"):
        write_task((TASK % ("numbers", "numbers")).replace(old, new, 1), {"cases/fresh.py": MAKER})


def test_the_maker_travels_with_the_task_and_needs_the_second_image(task):
    assert task.files == {"cases/fresh.py": MAKER}
    assert task.stages[0].second_image == "python"
