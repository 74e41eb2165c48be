"""The assignment of offers to needs at the lowest total cost: SciPy behind one function.

An exact repair after one change (one shortest augmenting path) could stand behind the same function: it gets
what was found before and may start from there. A batch of one cohort takes SciPy about a millisecond, so
today it begins anew.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from .problem import IMPOSSIBLE, Floats, Ints


def solve(cost: NDArray[np.floating], unmatched: Floats, *, before: Ints | None = None) -> Ints:
    """For each need (row) the column that it gets, or -1. `before` is a hint: an assignment that was good.

    `unmatched` is what each need pays when it gets nobody: a column of its own that stands for nobody.
    """
    needs, offers = cost.shape
    nobody = np.full((needs, needs), float(IMPOSSIBLE))
    np.fill_diagonal(nobody, unmatched)
    chosen = linear_sum_assignment(np.hstack([cost, nobody]))[1]
    return np.where(chosen < offers, chosen, -1)
