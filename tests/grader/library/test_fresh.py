"""Fresh cases: made anew for each run by the author's Python, and the same from the same seed."""

import pytest
from pydantic import ValidationError

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
    told = "".join(f"{number}\\n" for number in args[1:])
    return {"args": [str(args[0])], "files": {"more/numbers.txt": told}, "expect": f"{sum(args)}\\n"}


def nonsense(seed, given):
    return {"args": [1]}
"""
CALLS = """\
image: python
limits: {cpu_seconds: 2, memory_mb: 64}
stages:
  - name: sum
    kind: call
    title: {ko: 합, en: Sum}
    language: python
    module: main.py
    maker: cases/fresh.py
    cases:
      - {name: adds, call: add, fresh: numbers, tolerance: 0.2, hidden: true, hint: {ko: 힌트, en: Hint}}
      - {name: refuses, call: add, fresh: mistake, hidden: true, hint: {ko: 힌트, en: Hint}}
      - {name: keeps, call: Bag, fresh: bag, hidden: true, hint: {ko: 힌트, en: Hint}}
      - {name: reads, call: read, fresh: paper, hidden: true, hint: {ko: 힌트, en: Hint}}
"""
CALL_MAKER = b"""\
import random


def numbers(seed, given):
    values = [random.Random(seed).random() for _ in range(3)]
    return {"args": [values], "kwargs": {"start": 1.0}, "expect": sum(values) + 1.1}


def mistake(seed, given):
    return {"args": [{random.Random(seed).random()}], "raises": "TypeError"}


def bag(seed, given):
    thing = str(random.Random(seed).random())
    kept = {"call": "Bag.all", "expect": [(thing, 1)]}
    return {"steps": [{}, {"call": "Bag.put", "args": [(thing, 1)]}, kept]}


def paper(seed, given):
    told = str(random.Random(seed).random())
    return {"args": ["made/paper.txt"], "files": {"made/paper.txt": told}, "expect": told}


def strange(seed, given):
    return {"args": [print], "expect": 1}
"""
ADDS = {
    "main.py": (
        b"def add(values, start=0):\n    return start + sum(list.copy(values))\n\n\n"
        b"class Bag:\n    def __init__(self):\n        self.things = []\n\n"
        b"    def put(self, thing):\n        self.things.append(thing)\n\n"
        b"    def all(self):\n        return self.things\n\n\n"
        b"def read(path):\n    return open(path).read()\n",
        False,
    )
}
LED = """\
image: python
stages:
  - name: talk
    kind: %s
    title: {ko: 대화, en: Talk}
    command: [python3, main.py]
    judge: cases/judge.py
    cases:
      - {name: plain, function: play, given: {word: a}}
      - {name: fresh, function: play, given: {word: a}, fresh: true, hidden: true, hint: {ko: 힌트, en: Hint}}
"""
JUDGE = b"def play(program, case):\n    return program.ask(case.get('seed', case['word'])) != ''\n"
ECHO = {"main.py": (b"print(input())", False)}
SUM = {
    "main.py": (
        b"import pathlib, sys\nmore = pathlib.Path('more/numbers.txt')\n"
        b"print(sum(map(int, [*sys.argv[1:], *(more.read_text().split() if more.exists() else [])])))\n",
        False,
    )
}
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


@pytest.mark.engine
def test_calls_are_made_anew_too_with_what_is_expected_of_them(engine, write_task):
    task = write_task(CALLS, {"cases/fresh.py": CALL_MAKER})
    forgetful = {"main.py": (ADDS["main.py"][0].replace(b"start +", b"0 *"), False)}

    first, again, other = (
        report_of(task, tree, engine, seed=seed) for tree, seed in ((ADDS, 7), (ADDS, 7), (forgetful, 8))
    )

    assert {case.outcome for case in first.cases} == {"passed"}
    assert [case.outcome for case in other.cases] == ["wrong", "passed", "passed", "passed"]
    assert commands(first) == commands(again)
    assert "start=1.0" in commands(first)[0]
    assert not {*commands(first)[:2]} & {*commands(other)[:2]}  # the third begins with making an object


@pytest.mark.engine
def test_a_maker_that_makes_no_call_is_our_fault(engine, write_task):
    task = write_task(CALLS.replace("fresh: numbers", "fresh: strange"), {"cases/fresh.py": CALL_MAKER})

    with pytest.raises(AuthorFault, match=r"cases/fresh\.py: strange\(\d+, …\) made no case: .*Opaque"):
        report_of(task, ADDS, engine, seed=7)


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        ({"args": [[]]}, "it expects nothing"),
        ({"expect": 1, "raises": "TypeError"}, "expect and raises exclude each other"),
        ({"expect": 1, "take": 3}, "Extra inputs are not permitted"),
        ({"expect": 1, "call": "no name"}, "should match pattern"),
        ([1], "should be a valid dictionary"),
    ],
)
def test_what_is_no_call_is_not_taken_for_one(write_task, made, reason):
    case = write_task(CALLS, {"cases/fresh.py": CALL_MAKER}).stages[0].cases[0]

    with pytest.raises(ValidationError, match=reason):
        case.made_anew(made)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("tolerance: 0.2", "expect: 1", "expect is made anew for each run"),
        (
            "call: add, fresh: numbers, tolerance: 0.2",
            "steps: [{call: a}, {call: b}], fresh: numbers",
            "steps is made",
        ),
        ("    maker: cases/fresh.py\n", "", "there is no maker that could make it"),
    ],
)
def test_what_cannot_be_meant_of_a_call_is_refused_with_its_line(write_task, old, new, reason):
    with pytest.raises(BadFolder, match=rf"grading\.yaml:\d+: .*{reason}"):
        write_task(CALLS.replace(old, new, 1), {"cases/fresh.py": CALL_MAKER})


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


def test_what_is_made_comes_behind_what_is_written(write_task):
    text = CALLS.replace("call: add, fresh: numbers", 'call: add, args: [!python "max"], fresh: numbers')
    case = write_task(text, {"cases/fresh.py": CALL_MAKER}).stages[0].cases[0]

    new, _ = case.made_anew({"args": [[1, 2]], "expect": 2})
    (step,) = new.steps

    assert (step.written(), step.expect, step.tolerance) == ("max, [1, 2]", 2, 0.2)


@pytest.mark.engine
def test_who_leads_a_case_gets_the_seed_where_it_is_fresh(engine, write_task):
    task = write_task(LED % "dialogue", {"cases/judge.py": JUDGE})

    first, again, other = (report_of(task, ECHO, engine, seed=seed) for seed in (7, 7, 8))

    assert [case.outcome for case in first.cases] == ["passed", "passed"]
    assert commands(first) == commands(again)
    assert commands(first)[0] == commands(other)[0] == "→ a\n← a"
    assert commands(first)[1] != commands(other)[1]


@pytest.mark.parametrize("kind", ["dialogue", "service"])
@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("hidden: true, hint: {ko: 힌트, en: Hint}", "weight: 1", "a fresh case is hidden"),
        ("given: {word: a}, fresh", "given: {seed: 1}, fresh", "the seed of a fresh case is that of the run"),
    ],
)
def test_a_led_case_that_cannot_be_fresh_is_refused_with_its_line(write_task, kind, old, new, reason):
    with pytest.raises(BadFolder, match=rf"grading\.yaml:\d+: .*{reason}"):
        write_task((LED % kind).replace(old, new, 1), {"cases/judge.py": JUDGE})


def test_the_maker_travels_with_the_task_and_needs_the_second_image(task):
    assert task.files == {"cases/fresh.py": MAKER}
    assert task.stages[0].second_image == "python"
