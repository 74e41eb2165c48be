"""Logistic regression by gradient descent. Rows are NumPy arrays."""

import numpy as np
from scipy.special import expit

RATE, STEPS = 0.5, 1500


def probabilities(weights, rows):
    """The probability of illness for each row; the first weight is the intercept."""
    return expit(_with_ones(rows) @ weights)


def fit(rows, ill):
    """Weights that minimise the log loss: with so few columns large ones need no price."""
    rows = _with_ones(rows)
    weights = np.zeros(len(rows.T))
    for _ in range(STEPS):
        errors = expit(rows @ weights) - ill
        weights -= RATE * (rows.T @ errors) / len(rows)
    return weights


def _with_ones(rows):
    return np.column_stack([np.ones(len(rows)), rows])
