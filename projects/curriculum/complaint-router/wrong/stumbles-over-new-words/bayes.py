"""Naive Bayes with a temperature."""

from collections import Counter
from math import log

from scipy.special import softmax

from complaints import OFFICES, features

SMOOTHING = 0.1


def learn(rows):
    """For each piece its log-likelihood in every office, and the logarithms of the offices' shares."""
    counts = {office: Counter() for office in OFFICES}
    shares = Counter(row["office"] for row in rows)
    for row in rows:
        counts[row["office"]].update(features(row["complaint"]))
    weights = {
        piece: [log((counts[office][piece] + SMOOTHING) / shares[office]) for office in OFFICES]
        for piece in set().union(*counts.values())
    }
    return {"prior": [log(shares[office]) for office in OFFICES], "weights": weights}


def evidence(model, complaint):
    """How much speaks for each office; the overlap of pieces makes it too sure."""
    return [sum(model["weights"][piece][at] for piece in features(complaint)) for at in range(len(OFFICES))]


def probabilities(model, spoken, temperature):
    logs = [prior + each / temperature for prior, each in zip(model["prior"], spoken)]
    return dict(zip(OFFICES, softmax(logs).tolist()))
