import json

import pytest

from grader.report import CaseResult, Detail, Report, StageSummary, Usage, say, score


def result(name="plain", *, outcome="passed", **more):
    return CaseResult(stage="ex00", name=name, outcome=outcome, **more)


def full_result():
    return result(
        outcome="wrong",
        hidden=True,
        usage=Usage(12.5, 10.0, 9000),
        message=say("The output differs from line %(line)s on.", line=3),
        hint={"ko": "빈 줄", "en": "Empty lines"},
        details=(Detail("got", "가\n"), Detail("expected", "x", "out.txt")),
    )


def test_a_report_is_the_same_after_it_was_stored():
    summary = StageSummary("ex00", "io", {"ko": "인사", "en": "Greeting"}, True, 0, 1, "failed")
    report = Report("failed", 0, "all", (summary,), (full_result(),), "sha256:1", "2", "3", 0.5)

    stored = json.dumps(report.to_json())

    assert Report.from_json(json.loads(stored)) == report


def test_a_case_result_is_the_same_after_it_was_stored():
    assert CaseResult.from_json(json.loads(json.dumps(full_result().to_json()))) == full_result()


def test_a_sentence_can_be_translated_apart_from_its_values():
    stored = full_result().to_json()["message"]

    assert stored == {
        "text": "The output differs from line %(line)s on.",
        "values": {"line": 3},
        "languages": None,
    }


@pytest.mark.parametrize(
    ("cases", "points"),
    [
        ([result()], 100),
        ([result(), result("b", outcome="wrong")], 50),
        ([result(weight=2), result("b", outcome="wrong")], 66),
        ([result(weight=99), result("b", outcome="not_run")], 99),
        ([result(weight=100), result("b", outcome="wrong"), result("c", bonus=True)], 99),
        ([result(), result("b", bonus=True), result("c", bonus=True, outcome="wrong")], 112),
        ([result(), result("b", bonus=True)], 125),
        ([result(), result("b", mandatory=False, weight=0, outcome="wrong")], 100),
        ([result("build", weight=0, outcome="exited"), result("b", outcome="not_run")], 0),
    ],
)
def test_score_counts_weights_and_pays_the_bonus_last(cases, points):
    assert score(tuple(cases)) == points
