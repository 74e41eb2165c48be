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
    """The best factors of each row while the others stay; only what was lent is looked at."""
    everything = strength * np.eye(others.shape[1])
    found = np.zeros((len(confidence), others.shape[1]))
    for number, row in enumerate(confidence):
        seen = np.flatnonzero(row)
        own = others[seen]
        found[number] = np.linalg.solve(everything + own.T @ own, own.T @ np.ones(len(seen)))
    return found
