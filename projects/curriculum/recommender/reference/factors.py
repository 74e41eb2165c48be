"""Matrix factorisation of implicit feedback by alternating least squares (Hu, Koren and Volinsky 2008)."""

import numpy as np

SEED = 0


def factorise(confidence, width, strength, rounds):
    """Factors of the rows and of the columns: every cell is a weak no, and `confidence` says how strong a yes."""
    dice = np.random.default_rng(SEED)
    columns = dice.normal(size=(len(confidence.T), width))
    for _ in range(rounds):
        rows = _solved(confidence, columns, strength)
        columns = _solved(confidence.T, rows, strength)
    return rows, columns


def _solved(confidence, others, strength):
    """The best factors of each row while the others stay; the sum over all pairs is computed once."""
    everything = others.T @ others + strength * np.eye(others.shape[1])
    found = np.zeros((len(confidence), others.shape[1]))
    for number, row in enumerate(confidence):
        seen = np.flatnonzero(row)
        own = others[seen]
        found[number] = np.linalg.solve(everything + own.T @ (own * row[seen, None]), own.T @ row[seen])
    return found
