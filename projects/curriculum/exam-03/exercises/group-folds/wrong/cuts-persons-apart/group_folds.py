def folds(groups, k):
    if k < 2 or len(set(groups)) < k:
        raise ValueError("k")
    return [list(range(first, len(groups), k)) for first in range(k)]
