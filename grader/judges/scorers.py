"""The scorers that a metric stage can name: those of scikit-learn's own registry, and a few of ours.

The table is written out so that a task can be read where scikit-learn is not installed; a test holds it
against the registry. Losses go by their plain names, and the smaller is the better.
"""

import importlib
import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from grader.sandbox import SandboxFault

from . import ranking

# What the predictions must be: a known class, any name of a cluster, a finite number, a number that is larger
# the surer the program is of the positive class, probabilities, items from the best to the worst.
Form = Literal["labels", "clusters", "numbers", "scores", "probabilities", "ranking"]
Settings = Mapping[str, float]
NEEDED = (
    "This task is scored by scikit-learn, which is not installed here. Run: pip install 'bitgoeul[metric]'"
)


class ScorersMissing(Exception):
    """scikit-learn is not installed. The message says what to do."""

    def __init__(self) -> None:
        super().__init__(NEEDED)


@dataclass(frozen=True)
class Scorer:
    name: str
    form: Form
    greater: bool = True  # whether the greater score is the better one
    least: float | None = None  # what a prediction must not go below, so that the score is defined
    settings: Mapping[str, float] = field(default_factory=dict)  # what an author may set, with its default
    function: str = ""  # of sklearn.metrics; without one it is ours
    fixed: Mapping[str, Any] = field(default_factory=dict)
    part: int | None = None  # which of the numbers that the function returns
    classes: Literal["any", "two", "more"] = "any"


def _averaged(name: str, function: str) -> list[Scorer]:
    found = [Scorer(name, "labels", function=function, fixed={"zero_division": 0.0}, classes="two")]
    for average in ("macro", "micro", "weighted"):
        fixed = {"average": average, "zero_division": 0.0}
        found.append(Scorer(f"{name}_{average}", "labels", function=function, fixed=fixed))
    return found


def _same(form: Form, names: str, *, greater: bool = True, suffix: str = "") -> list[Scorer]:
    return [Scorer(name, form, greater, function=f"{name}{suffix}") for name in names.split()]


_WORST_RATIO = {"LR+": 1.0, "LR-": 1.0}
_ALL = [
    *_same("labels", "accuracy balanced_accuracy", suffix="_score"),
    *_same("labels", "matthews_corrcoef"),
    *_averaged("f1", "f1_score"),
    *_averaged("jaccard", "jaccard_score"),
    *_averaged("precision", "precision_score"),
    *_averaged("recall", "recall_score"),
    *[
        Scorer(
            f"{sign}_likelihood_ratio",
            "labels",
            greater=sign == "positive",
            function="class_likelihood_ratios",
            fixed={"replace_undefined_by": _WORST_RATIO},
            part=part,
            classes="two",
        )
        for part, sign in enumerate(("positive", "negative"))
    ],
    *_same("clusters", "adjusted_mutual_info_score adjusted_rand_score completeness_score"),
    *_same("clusters", "fowlkes_mallows_score homogeneity_score mutual_info_score"),
    *_same("clusters", "normalized_mutual_info_score rand_score v_measure_score"),
    Scorer("roc_auc", "scores", function="roc_auc_score", classes="two"),
    Scorer("average_precision", "scores", function="average_precision_score", classes="two"),
    Scorer("recall_at_false_alarms", "scores", settings={"rate": 0.05}, classes="two"),
    *[
        Scorer(
            f"roc_auc_{multi}{'' if average == 'macro' else '_weighted'}",
            "probabilities",
            function="roc_auc_score",
            fixed={"multi_class": multi, "average": average},
            classes="more",
        )
        for multi in ("ovo", "ovr")
        for average in ("macro", "weighted")
    ],
    Scorer("log_loss", "probabilities", greater=False, function="log_loss"),
    Scorer("brier_score", "probabilities", greater=False, function="brier_score_loss"),
    *_same("probabilities", "d2_brier_score d2_log_loss_score"),
    Scorer(
        "top_k_accuracy", "probabilities", settings={"k": 2}, function="top_k_accuracy_score", classes="more"
    ),
    *_same("numbers", "d2_absolute_error_score"),
    *_same("numbers", "explained_variance r2", suffix="_score"),
    *_same("numbers", "max_error mean_absolute_error mean_absolute_percentage_error", greater=False),
    *_same("numbers", "mean_squared_error median_absolute_error root_mean_squared_error", greater=False),
    *[
        Scorer(name, "numbers", greater=False, least=least, function=name)
        for name, least in (
            ("mean_gamma_deviance", 1e-9),
            ("mean_poisson_deviance", 1e-9),
            ("mean_squared_log_error", 0.0),
            ("root_mean_squared_log_error", 0.0),
        )
    ],
    Scorer("ndcg", "ranking", settings={"k": 10}),
    Scorer("recall_at_k", "ranking", settings={"k": 10}),
    Scorer("mean_reciprocal_rank", "ranking", settings={"k": 10}),
]
SCORERS = {scorer.name: scorer for scorer in _ALL}


def load(names: Iterable[str]) -> None:
    """Have at hand what these scorers need. Raises SandboxFault where it is not installed."""
    if any(SCORERS[name].function for name in SCORERS.keys() & set(names)):
        _metrics()


def score(
    scorer: Scorer, truth: Sequence[Any], predictions: Sequence[Any], *, classes: int, settings: Settings
) -> float:
    """The score of plain, validated data. Not finite where it is not defined for these predictions.

    Labels are the numbers of their classes; the positive class of two is number 1. Raises SandboxFault.
    """
    chosen = {**scorer.settings, **settings}
    if scorer.form == "ranking":
        return ranking.score(scorer.name, truth, predictions, k=int(chosen["k"]))
    if scorer.name == "recall_at_false_alarms":
        return ranking.recall_at_false_alarms(truth, predictions, rate=chosen["rate"])
    function = getattr(_metrics(), scorer.function)
    # Not every part of the rows shows each of the classes.
    labels = {"labels": list(range(classes))} if scorer.form == "probabilities" else {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of scores that are not defined: they come back as NaN
        result = function(truth, predictions, **scorer.fixed, **chosen, **labels)
    return float(result[scorer.part] if scorer.part is not None else result)


def _metrics() -> Any:
    """Only now, because it takes a second."""
    try:
        return importlib.import_module("sklearn.metrics")
    except ModuleNotFoundError:
        raise SandboxFault(NEEDED) from None
