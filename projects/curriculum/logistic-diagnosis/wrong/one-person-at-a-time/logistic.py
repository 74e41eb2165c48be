"""Logistic regression by gradient descent, with a price on large weights. Rows are NumPy arrays."""

import numpy as np


def probabilities(weights, rows):
    """The probability of illness for each row; `weights[0]` is the intercept."""
    return sigmoid(weights[0] + rows @ weights[1:])


def sigmoid(levels):
    """1 / (1 + exp(-level)), without overflow at either end."""
    small = np.exp(-np.abs(levels))
    return np.where(levels >= 0, 1, small) / (1 + small)


def log_loss(weights, rows, ill):
    levels = weights[0] + rows @ weights[1:]
    return float(np.mean(np.logaddexp(0, levels) - ill * levels))


def fit(rows, ill, price, rate=0.5, steps=600):
    """Weights that minimise the log loss plus `price / 2` times the squared slopes; the intercept costs nothing."""
    weights = np.zeros(1 + rows.shape[1])
    for _ in range(steps):
        slope = np.zeros_like(weights)
        for column in range(len(weights)):
            for row, one in zip(rows, ill):
                error = sigmoid(weights[0] + sum(w * x for w, x in zip(weights[1:], row))) - one
                slope[column] += error * (row[column - 1] if column else 1)
        slope /= len(rows)
        slope[1:] += price * weights[1:]
        weights -= rate * slope
    return weights


def moved(weights, share, other):
    """The same model for a population of which another share is ill: only the intercept changes."""
    after = weights.copy()
    after[0] += np.log(other / (1 - other)) - np.log(share / (1 - share))
    return after
