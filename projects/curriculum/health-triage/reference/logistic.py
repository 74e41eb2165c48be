"""Logistic regression by gradient descent. Rows are NumPy arrays."""

import numpy as np
from scipy.special import expit

RATE, STEPS = 0.5, 1500


def probabilities(weights, rows):
    """The probability of illness for each row; `weights[0]` is the intercept."""
    return expit(weights[0] + rows @ weights[1:])


def fit(rows, ill):
    """Weights that minimise the log loss: with so few columns large ones need no price."""
    weights = np.zeros(1 + rows.shape[1])
    for _ in range(STEPS):
        errors = probabilities(weights, rows) - ill
        weights[0] -= RATE * errors.mean()
        weights[1:] -= RATE * (rows.T @ errors) / len(rows)
    return weights
