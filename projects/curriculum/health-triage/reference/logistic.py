"""Logistic regression by gradient descent, with a price on large weights. Rows are NumPy arrays."""

import numpy as np


def probabilities(weights, rows):
    """The probability of illness for each row; `weights[0]` is the intercept."""
    return sigmoid(weights[0] + rows @ weights[1:])


def sigmoid(levels):
    """1 / (1 + exp(-level)), without overflow at either end."""
    small = np.exp(-np.abs(levels))
    return np.where(levels >= 0, 1, small) / (1 + small)


def fit(rows, ill, price, rate=0.5, steps=600):
    """Weights that minimise the log loss plus `price / 2` times the squared slopes; the intercept costs nothing."""
    weights = np.zeros(1 + rows.shape[1])
    for _ in range(steps):
        errors = probabilities(weights, rows) - ill
        weights[0] -= rate * errors.mean()
        weights[1:] -= rate * (rows.T @ errors / len(rows) + price * weights[1:])
    return weights
