"""What four audiences see of a result, and that a hidden case never tells what it was about."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.audience import AUDIENCES, LEVELS, Show, audience, may_watch, seen, seen_report
from grader.report import CaseResult, Detail, Report, Usage, said_in, say

SECRET = "네가 몰라야 할 것 SECRET"
HINT = {"ko": "0을 생각하세요.", "en": "Think of zero."}
TRAINEES = [by for by in AUDIENCES if by != "staff"]
OUTCOMES = [
    *("passed", "wrong", "exited", "crashed", "raised", "time_limit", "memory_limit"),
    *("output_limit", "missing", "protocol", "not_run"),
]

texts = st.text(max_size=5).map(lambda text: text + SECRET)
results = st.builds(
    CaseResult,
    stage=st.just("ex00"),
    name=st.just("one"),
    outcome=st.sampled_from(OUTCOMES),
    bonus=st.booleans(),
    mandatory=st.booleans(),
    weight=st.integers(1, 100),
    usage=st.builds(Usage, wall_ms=st.floats(1, 9e3), cpu_ms=st.floats(1, 9e3), peak_kb=st.integers(1, 9999)),
    message=st.one_of(
        texts.map(lambda text: say("It said %(what)s.", what=text)),
        texts.map(lambda text: said_in(ko=text, en=text)),
    ),
    hint=st.just(HINT),
    details=st.lists(st.builds(Detail, kind=texts, text=texts, name=texts), max_size=3).map(tuple),
    show=st.dictionaries(st.sampled_from(AUDIENCES), st.sampled_from(LEVELS)),
)


def hidden(result):
    return CaseResult.from_json(result.to_json() | {"hidden": True})


@given(results.map(hidden), st.sampled_from(TRAINEES))
def test_a_hidden_case_tells_a_trainee_whether_it_passed_and_the_hint_alone(result, by):
    told = seen(result, by)

    assert "SECRET" not in json.dumps(told.to_json(), ensure_ascii=False)
    assert told == CaseResult(
        stage="ex00",
        name="one",
        outcome=result.outcome if result.outcome in ("passed", "not_run") else "failed",
        hidden=True,
        bonus=result.bonus,
        mandatory=result.mandatory,
        weight=result.weight,
        hint=None if result.passed or result.show.get(by) == "outcome" else HINT,
    )


@given(results, results, st.sampled_from(TRAINEES))
def test_what_a_trainee_sees_of_a_hidden_case_depends_on_nothing_but_pass_or_fail(one, other, by):
    one, other = (hidden(result) for result in (one, other))
    same = {"outcome", "bonus", "mandatory", "weight", "show"}
    other = CaseResult.from_json(other.to_json() | {key: one.to_json()[key] for key in same})

    assert seen(one, by) == seen(other, by)


@given(results, st.booleans())
def test_staff_see_everything(result, is_hidden):
    result = hidden(result) if is_hidden else result

    assert seen(result, "staff") == result


@given(results, st.sampled_from(TRAINEES))
def test_what_was_taken_away_stays_away(result, by):
    once = seen(result, by)

    assert seen(once, by).details == once.details
    assert len(once.to_json()["details"]) <= len(result.details)


@pytest.mark.parametrize(
    ("level", "outcome", "message", "hint", "details"),
    [
        ("outcome", "failed", False, False, False),
        ("hint", "failed", False, True, False),
        ("message", "crashed", True, True, False),
        ("everything", "crashed", True, True, True),
    ],
)
def test_each_level_shows_more_than_the_one_before(level, outcome, message, hint, details):
    whole = CaseResult(
        "ex00", "one", "crashed", message=say("Said."), hint=HINT, details=(Detail("got", "x"),)
    )
    told = seen(CaseResult.from_json(whole.to_json() | {"show": {"during": level}}), "during")

    assert (told.outcome, bool(told.message), bool(told.hint), bool(told.details)) == (
        *(outcome, message, hint, details),
    )


@pytest.mark.parametrize(
    ("staff", "ended", "attempt", "limit", "who"),
    [
        (False, False, 1, None, "during"),
        (False, False, 99, None, "during"),
        (False, True, 1, None, "after"),
        (False, False, 3, 3, "during"),
        (False, False, 4, 3, "past_limit"),
        (False, True, 4, 3, "past_limit"),
        (True, True, 4, 3, "staff"),
    ],
)
def test_the_strictest_audience_that_fits_is_meant(staff, ended, attempt, limit, who):
    assert audience(staff=staff, ended=ended, attempt=attempt, limit=limit) == who


@pytest.mark.parametrize(
    ("is_hidden", "show", "may"),
    [
        (False, None, True),
        (False, Show(), True),
        (False, Show(attempts=3), False),
        (False, Show(attempts=3, past_limit="everything"), True),
        (False, Show(during="message"), False),
        (True, Show(), False),
    ],
)
def test_only_what_everybody_may_see_is_shown_while_it_runs(is_hidden, show, may):
    assert may_watch(is_hidden, show) == may


def test_a_report_is_seen_case_by_case():
    case = CaseResult("ex00", "one", "wrong", hidden=True, hint=HINT, details=(Detail("got", SECRET),))
    report = Report("failed", 0, "all", (), (case,), "sha256:1", "2", "3", 0.5, seed=7)

    assert seen_report(report, "during").cases == (seen(case, "during"),)
    assert seen_report(report, "during").seed == 0
    assert seen_report(report, "staff") == report


def test_the_case_is_nearer_than_the_stage_and_the_stage_nearer_than_the_task(write_task):
    task = write_task("""
image: python
show: {during: hint, attempts: 3}
stages:
  - name: one
    kind: io
    title: {ko: 하나, en: One}
    command: [python3, one.py]
    show: {during: message}
    cases:
      - {name: near, expect: "", show: {during: outcome}}
      - {name: far, expect: ""}
  - name: two
    kind: style
    title: {ko: 둘, en: Two}
    command: [ruff, check]
""")

    shows = [planned.show for stage in task.stages for planned in stage.plan()]

    assert task.file.show == Show(during="hint", attempts=3)
    assert shows == [Show(during="outcome"), Show(during="message"), None]
