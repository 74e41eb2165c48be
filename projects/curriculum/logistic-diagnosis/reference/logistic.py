"""Logistic regression by gradient descent, with a price on large weights. Rows are NumPy arrays."""

import numpy as np

RATE, STEPS = 0.5, 600


def probabilities(weights, rows):
    """The probability of illness for each row; `weights[0]` is the intercept."""
    return sigmoid(weights[0] + rows @ weights[1:])


def sigmoid(levels):
    """1 / (1 + exp(-level)), without overflow at either end."""
    return np.exp(-np.logaddexp(0, -levels))


def fit(rows, ill, price):
    """Weights that minimise the log loss plus `price / 2` times the squared slopes; the intercept costs nothing."""
    weights = np.zeros(1 + rows.shape[1])
    for _ in range(STEPS):
        errors = probabilities(weights, rows) - ill
        weights[0] -= RATE * errors.mean()
        weights[1:] -= RATE * (rows.T @ errors / len(rows) + price * weights[1:])
    return weights


def moved(weights, share, other):
    """The same model for a population of which another share is ill: only the intercept changes."""
    after = weights.copy()
    after[0] += logit(other) - logit(share)
    return after


def logit(share):
    return np.log(share / (1 - share))
