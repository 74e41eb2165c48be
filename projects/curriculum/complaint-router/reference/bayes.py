"""Naive Bayes with a temperature, and the office that can be expected to cost least."""

from collections import Counter
from math import log

from scipy.special import softmax

from complaints import ASKED, ASTRAY, DANGER, HUMAN, OFFICES, features

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
    known = features(complaint) & model["weights"].keys()
    return [sum(model["weights"][piece][at] for piece in known) for at in range(len(OFFICES))]


def probabilities(model, spoken, temperature):
    return softmax([prior + each / temperature for prior, each in zip(model["prior"], spoken)]).tolist()


def cost(office, chosen):
    """Letters that a clerk has to write when a complaint for an office goes where was chosen."""
    if chosen == office:
        return 0
    if chosen == HUMAN:
        return ASKED
    return DANGER if office == "안전과" else ASTRAY


def cheapest(chances):
    """What can be expected to cost least: one of the offices, or to ask."""

    def expected(chosen):
        return sum(chance * cost(office, chosen) for office, chance in zip(OFFICES, chances))

    return min((HUMAN, *OFFICES), key=expected)
