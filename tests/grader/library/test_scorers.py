"""Scorers against values computed by hand, and the table of them against scikit-learn's own registry."""

import math
import subprocess
import sys

import pytest
from sklearn.metrics import get_scorer, get_scorer_names, ndcg_score

from grader.judges.scorers import NEEDED, SCORERS, score

FOR_MANY_LABELS = {"f1_samples", "jaccard_samples", "precision_samples", "recall_samples"}  # per row several


def scored(name, truth, predictions, *, classes=2, **settings):
    return score(SCORERS[name], truth, predictions, classes=classes, settings=settings)


def test_every_scorer_of_the_registry_can_be_named():
    registry = {name.removeprefix("neg_") for name in get_scorer_names()} - FOR_MANY_LABELS
    ours = {name for name, scorer in SCORERS.items() if scorer.function}

    assert ours == registry


@pytest.mark.parametrize("name", [name for name in get_scorer_names() if name not in FOR_MANY_LABELS])
def test_direction_and_form_are_those_of_the_registry(name):
    theirs, ours = get_scorer(name), SCORERS[name.removeprefix("neg_")]
    losses = {"neg_negative_likelihood_ratio"}

    assert ours.greater == (theirs._sign == 1) or name in losses
    by_method = {"predict": {"labels", "clusters", "numbers"}, "predict_proba": {"probabilities"}}
    assert ours.form in by_method.get(str(theirs._response_method), {"scores", "probabilities"})


SURE, HALF = [0.1, 0.9], [0.5, 0.5]


@pytest.mark.parametrize(
    ("name", "truth", "predictions", "expected"),
    [
        ("accuracy", [1, 0, 1, 1], [1, 0, 0, 1], 3 / 4),
        ("balanced_accuracy", [1, 1, 1, 0], [1, 1, 1, 1], 1 / 2),
        ("f1", [1, 1, 0, 0], [1, 0, 1, 0], 1 / 2),
        ("f1_macro", [0, 0, 1, 1], [0, 0, 0, 0], (2 / 3 + 0) / 2),
        ("precision", [1, 0, 0], [1, 1, 0], 1 / 2),
        ("recall", [1, 1, 0], [1, 0, 0], 1 / 2),
        ("jaccard", [1, 1, 0], [1, 0, 1], 1 / 3),
        ("matthews_corrcoef", [1, 0], [0, 1], -1.0),
        ("positive_likelihood_ratio", [1, 1, 0, 0], [1, 1, 1, 0], 2.0),
        ("roc_auc", [0, 1, 0, 1], [0.1, 0.4, 0.35, 0.8], 1.0),
        ("roc_auc", [0, 1, 0, 1], [5, 5, 5, 5], 1 / 2),
        ("average_precision", [0, 1, 1], [0.5, 0.9, 0.1], (1 + 2 / 3) / 2),
        ("log_loss", [1, 1], [SURE, HALF], -(math.log(0.9) + math.log(0.5)) / 2),
        ("brier_score", [1, 0], [SURE, HALF], (0.01 + 0.25) / 2),
        ("mean_absolute_error", [1.0, 2.0], [2.0, 4.0], 1.5),
        ("mean_squared_error", [1.0, 2.0], [2.0, 4.0], 2.5),
        ("root_mean_squared_error", [1.0, 2.0], [2.0, 4.0], math.sqrt(2.5)),
        ("mean_absolute_percentage_error", [100.0, 200.0], [110.0, 180.0], 0.1),
        ("mean_squared_log_error", [math.e - 1], [0.0], 1.0),
        ("max_error", [1.0, 2.0], [2.0, 4.5], 2.5),
        ("median_absolute_error", [0.0, 0.0, 0.0], [1.0, 2.0, 9.0], 2.0),
        ("r2", [1.0, 2.0, 3.0], [2.0, 2.0, 2.0], 0.0),
        ("adjusted_rand_score", ["a", "a", "b", "b"], ["1", "1", "2", "2"], 1.0),
    ],
)
def test_a_score_is_the_one_computed_by_hand(name, truth, predictions, expected):
    assert scored(name, truth, predictions) == pytest.approx(expected)


def test_of_several_classes_a_missing_one_is_no_obstacle():
    thirds = [[0.8, 0.1, 0.1], [0.15, 0.8, 0.05]]

    assert scored("log_loss", [0, 1], thirds, classes=3) == pytest.approx(-math.log(0.8))
    assert scored("top_k_accuracy", [0, 2], thirds, classes=3, k=2) == 0.5


def test_a_score_that_is_not_defined_is_not_finite():
    assert math.isnan(scored("r2", [1.0], [1.0]))


def test_discounted_gain_counts_the_front_most():
    gains = {"a": 3.0, "b": 2.0, "c": 1.0}
    best = 3 + 2 / math.log2(3) + 1 / 2

    assert scored("ndcg", [gains], [["a", "b", "c"]]) == pytest.approx(1.0)
    assert scored("ndcg", [gains], [["c", "b", "a"]]) == pytest.approx((1 + 2 / math.log2(3) + 3 / 2) / best)
    assert scored("ndcg", [gains], [["x", "a"]]) == pytest.approx(3 / math.log2(3) / best)
    assert scored("ndcg", [gains, {"z": 1}], [["a", "b", "c"], ["x"]]) == pytest.approx(1 / 2)
    assert scored("ndcg", [gains], [["x", "a"]], k=1) == 0.0


def test_discounted_gain_agrees_with_scikit_learn():
    relevance, order = [3.0, 0.0, 2.0, 1.0, 0.0], [2, 0, 4, 3, 1]
    marks = [[5 - order.index(item) for item in range(5)]]
    gains = {str(item): gain for item, gain in enumerate(relevance) if gain}

    ours = scored("ndcg", [gains], [[str(item) for item in order]], k=4)

    assert ours == pytest.approx(ndcg_score([relevance], marks, k=4))


def test_recall_and_first_place_of_rankings():
    gains = [{"a": 1.0, "b": 1.0}, {"c": 1.0}]
    ranked = [["x", "a", "y"], ["c"]]

    assert scored("recall_at_k", gains, ranked, k=2) == pytest.approx((1 / 2 + 1) / 2)
    assert scored("recall_at_k", gains, ranked, k=1) == pytest.approx((0 + 1) / 2)
    assert scored("mean_reciprocal_rank", gains, ranked) == pytest.approx((1 / 2 + 1) / 2)


@pytest.mark.parametrize(("rate", "expected"), [(0.0, 1 / 3), (0.25, 2 / 3), (0.5, 2 / 3), (1.0, 1.0)])
def test_recall_at_a_rate_of_false_alarms(rate, expected):
    truth = [1, 0, 1, 0, 0, 0, 1]
    sureness = [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.4]

    assert scored("recall_at_false_alarms", truth, sureness, rate=rate) == pytest.approx(expected)


def test_without_scikit_learn_one_sentence_says_what_to_install():
    program = (
        "import sys; sys.modules['sklearn'] = None\n"
        "from grader.judges import scorers\n"
        "scorers.load(['ndcg'])\n"
        "try: scorers.load(['roc_auc'])\n"
        "except Exception as fault: print(fault)\n"
    )

    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert said.stdout.strip() == NEEDED
