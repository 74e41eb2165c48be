import pytest

from grader.audience import seen
from grader.measure import Measure, is_whole, steps
from grader.report import CaseResult

AUC = Measure("roc_auc", 0.01, True, public=0.8199, private=0.7777)
LOSS = Measure("log_loss", 0.005, False, public=0.4312, private=0.41)


@pytest.mark.parametrize(
    ("measure", "value", "words"),
    [
        (AUC, 0.8199, "0.81"),
        (AUC, 0.82, "0.82"),
        (AUC, 0.1 + 0.7, "0.80"),
        (AUC, 1.0, "1.00"),
        (AUC, -0.001, "-0.01"),
        (LOSS, 0.4312, "0.435"),
        (LOSS, 0.435, "0.435"),
        (LOSS, 0.1 + 0.2, "0.300"),
        (Measure("max_error", 50.0, False), 101.0, "150"),
        (Measure("r2", 0.01, True), -1e300, "-20000000.00"),  # as bad as what fits into a database
    ],
)
def test_a_score_is_rounded_to_the_worse_side(measure, value, words):
    assert measure.shown(value) == words


def test_the_better_score_has_the_higher_rank():
    assert AUC.rank(0.9) > AUC.rank(0.8)
    assert LOSS.rank(0.3) > LOSS.rank(0.4)


def test_scores_that_look_the_same_have_the_same_rank():
    assert AUC.rank(0.811) == AUC.rank(0.819)


@pytest.mark.parametrize(("value", "is_so"), [(0.81, True), (0.8099, False)])
def test_a_line_is_reached_when_the_shown_score_reaches_it(value, is_so):
    assert AUC.reaches(value, 0.81) is is_so


def test_a_loss_reaches_a_line_from_above():
    assert LOSS.reaches(0.40, 0.4)
    assert not LOSS.reaches(0.4001, 0.4)


@pytest.mark.parametrize("by", ["during", "after", "past_limit"])
def test_a_trainee_gets_the_rounded_public_score_and_nothing_of_the_private_one(by):
    told = seen(CaseResult(stage="s", name="pass", outcome="passed", measure=AUC), by)

    assert told.measure == Measure("roc_auc", 0.01, True, public=0.81, private=None)
    assert "77" not in str(told.to_json())


def test_staff_get_the_exact_scores():
    result = CaseResult(stage="s", name="pass", outcome="passed", measure=AUC)

    assert seen(result, "staff").measure == AUC


def test_a_hidden_case_shows_no_score():
    result = CaseResult(stage="s", name="pass", outcome="wrong", hidden=True, measure=AUC)

    assert seen(result, "during").measure is None


def test_a_case_result_with_a_measure_is_the_same_after_it_was_stored():
    result = CaseResult(stage="s", name="pass", outcome="passed", measure=LOSS)

    assert CaseResult.from_json(result.to_json()) == result


def test_whole_steps():
    assert steps(0.3, step=0.1, greater=True) == 3
    assert is_whole(0.3, step=0.1)
    assert not is_whole(0.35, step=0.1)
