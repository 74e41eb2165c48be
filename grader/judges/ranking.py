"""Scores of orders: what stands in front counts most."""

from collections.abc import Callable, Mapping, Sequence
from math import log2

Gains = Mapping[str, float]  # item → how much it is worth; what is not named is worth nothing


def ndcg(gains: Gains, ranked: Sequence[str], k: int) -> float:
    """Järvelin and Kekäläinen 2002: the gain at place i counts 1/log2(i + 1), against the best order."""
    best = sorted(gains.values(), reverse=True)
    return _discounted([gains.get(item, 0.0) for item in ranked[:k]]) / _discounted(best[:k])


def recall_at_k(gains: Gains, ranked: Sequence[str], k: int) -> float:
    """Which share of the items worth something stands among the first k, of those that can."""
    wanted = {item for item, gain in gains.items() if gain > 0}
    return len(wanted.intersection(ranked[:k])) / min(k, len(wanted))


def reciprocal_rank(gains: Gains, ranked: Sequence[str], k: int) -> float:
    """One through the place of the first item that is worth something."""
    places = (place for place, item in enumerate(ranked[:k], start=1) if gains.get(item, 0.0) > 0)
    return 1 / next(places, float("inf"))


ONE_QUESTION: dict[str, Callable[[Gains, Sequence[str], int], float]] = {
    "ndcg": ndcg,
    "recall_at_k": recall_at_k,
    "mean_reciprocal_rank": reciprocal_rank,
}


def score(name: str, truth: Sequence[Gains], ranked: Sequence[Sequence[str]], *, k: int) -> float:
    """The mean over all questions."""
    one = ONE_QUESTION[name]
    return sum(one(gains, items, k) for gains, items in zip(truth, ranked, strict=True)) / len(truth)


def recall_at_false_alarms(truth: Sequence[int], scores: Sequence[float], *, rate: float) -> float:
    """The largest share of positives found by a threshold that raises at most `rate` of false alarms.

    Rows with the same score stand on the same side of every threshold.
    """
    positives = sum(truth)
    negatives = len(truth) - positives
    best = found = alarms = 0
    rows = sorted(zip(scores, truth, strict=True), key=lambda row: -row[0])
    for place, (value, positive) in enumerate(rows):
        found, alarms = found + positive, alarms + 1 - positive
        last_of_equals = place + 1 == len(rows) or rows[place + 1][0] != value
        if last_of_equals and alarms <= rate * negatives:
            best = found
    return best / positives


def _discounted(gains: Sequence[float]) -> float:
    return sum(gain / log2(place + 1) for place, gain in enumerate(gains, start=1))
