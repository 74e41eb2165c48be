"""Naive Bayes with a temperature, and the office that can be expected to cost least."""

from collections import Counter
from math import exp, log

from complaints import ASKED, ASTRAY, DANGER, HUMAN, OFFICES, features

SMOOTHING, RARE = 0.1, 2


def learn(rows):
    """For each piece its log-likelihood in every office, and the logarithms of the offices' shares."""
    counts = {office: Counter() for office in OFFICES}
    shares = Counter(row["office"] for row in rows)
    for row in rows:
        counts[row["office"]].update(features(row["complaint"]))
    known = [piece for piece, count in sum(counts.values(), Counter()).items() if count >= RARE]
    weights = {
        piece: [log((counts[office][piece] + SMOOTHING) / (shares[office] + 2 * SMOOTHING)) for office in OFFICES]
        for piece in known
    }
    return {"prior": [log(shares[office] / len(rows)) for office in OFFICES], "weights": weights}


def evidence(model, complaint):
    """How much speaks for each office; the overlap of pieces makes it too sure."""
    found = [model["weights"][piece] for piece in features(complaint) if piece in model["weights"]]
    return [sum(column) for column in zip(*found)] if found else [0.0] * len(OFFICES)


def probabilities(model, spoken, temperature):
    logs = [prior + each / temperature for prior, each in zip(model["prior"], spoken)]
    most = max(logs)
    sizes = [exp(each - most) for each in logs]
    return [size / sum(sizes) for size in sizes]


def cheapest(chances):
    """What can be expected to cost least: one of the offices, or to ask."""
    danger = chances[OFFICES.index("안전과")]
    costs = {HUMAN: ASKED}
    for office, chance in zip(OFFICES, chances):
        missed = 0 if office == "안전과" else danger
        costs[office] = DANGER * missed + ASTRAY * (1 - chance - missed)
    return min(costs, key=costs.get)
