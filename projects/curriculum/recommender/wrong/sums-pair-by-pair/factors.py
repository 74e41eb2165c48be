"""Matrix factorisation of implicit feedback by alternating least squares (Hu, Koren and Volinsky 2008)."""

import numpy as np


def factorise(confidence, width, strength, rounds, seed=0):
    """Factors of the rows and of the columns. `confidence` holds how sure a liking is; where it is 0, a weak no."""
    dice = np.random.default_rng(seed)
    columns = dice.normal(0, 0.1, (confidence.shape[1], width))
    for _ in range(rounds):
        rows = _solved(confidence, columns, strength)
        columns = _solved(confidence.T, rows, strength)
    return rows, columns


def fold_in(confidence, columns, strength):
    """Factors of new rows against columns that stay."""
    return _solved(confidence, columns, strength)


def _solved(confidence, others, strength):
    """The sums over all pairs, pair by pair."""
    width = others.shape[1]
    found = np.zeros((len(confidence), width))
    for number, row in enumerate(confidence):
        matrix, target = strength * np.eye(width), np.zeros(width)
        for other, sure in zip(others, row):
            for i in range(width):
                target[i] += (1 + sure) * other[i] * (sure > 0)
                for j in range(width):
                    matrix[i, j] += (1 + sure) * other[i] * other[j]
        found[number] = np.linalg.solve(matrix, target)
    return found
