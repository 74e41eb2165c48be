"""What an author wrote to judge others must stand programs without manners."""

import pytest

from grader.rude import offended
from grader.trials import Trials

CHECKED = """\
image: python
stages:
  - name: count
    kind: io
    title: {ko: 세기, en: Count}
    command: [python3, main.py]
    checker: cases/check.py
    cases: [{name: one}, {name: two}, {name: failing, exit_status: 1}]
"""
PATIENT = b"""\
def check(case):
    return case["stdout"].strip() == "1"
"""
HASTY = b"""\
def check(case):
    said = case["stdout"].strip()
    return said.isdecimal() and int(said) == 1
"""
PLAYED = """\
image: python
stages:
  - name: play
    kind: dialogue
    title: {ko: 놀이, en: Play}
    command: [python3, main.py]
    judge: cases/play.py
    cases: [{name: one}]
"""
PLAY = b"""\
def play(program, case):
    program.tell("zero or one?")
    said = program.hear()[:1]
    return said.isdecimal() and [True, False][int(said)]
"""
SERVED = """\
image: python
stages:
  - name: serve
    kind: service
    title: {ko: 서비스, en: Service}
    command: [python3, main.py]
    judge: cases/client.py
    cases: [{name: patient}, {name: hasty}]
"""
CLIENT = b"""\
def patient(service, case):
    return service.get("/").text == "1"


def hasty(service, case):
    return service.get("/").json()["value"] == 1
"""


@pytest.mark.engine
def test_a_patient_checker_offends_nobody_and_a_hasty_one_is_told(engine, write_task):
    assert list(offended(write_task(CHECKED, {"cases/check.py": PATIENT}), Trials(engine))) == []

    assert list(offended(write_task(CHECKED, {"cases/check.py": HASTY}), Trials(engine))) == [
        "count/one, thrown at with long-line: cases/check.py failed: line 3, in check:"
        " ValueError: Exceeds the limit (4300 digits) for integer string conversion:"
        " value has 20000 digits; use sys.set_int_max_str_digits() to increase the limit"
    ]


@pytest.mark.engine
def test_the_other_side_of_a_dialogue_is_thrown_at(engine, write_task):
    assert list(offended(write_task(PLAYED, {"cases/play.py": PLAY}), Trials(engine))) == [
        "play/one, thrown at with long-line: cases/play.py failed: line 4, in play:"
        " IndexError: list index out of range"
    ]


@pytest.mark.engine
def test_the_client_of_a_service_is_thrown_at(engine, write_task):
    assert list(offended(write_task(SERVED, {"cases/client.py": CLIENT}), Trials(engine))) == [
        "serve/hasty, thrown at with word: cases/client.py failed: line 6, in hasty:"
        " TypeError: string indices must be integers, not 'str'"
    ]
