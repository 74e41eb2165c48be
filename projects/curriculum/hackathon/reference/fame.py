"""How an owner does against others of the kind: the mean of what others do not explain."""

import math
from collections import defaultdict
from statistics import fmean


def fames(known, left_out=None):
    """Fame by owner of the rows (joined, people waiting), without those of one festival."""
    kept = [(one, math.log1p(waiting)) for one, waiting in known if one["festival"] != left_out]
    usual, own = defaultdict(list), defaultdict(list)
    for one, height in kept:
        usual[one["festival"], one["kind"], one["hour"]].append(height)
    means = {name: fmean(heights) for name, heights in usual.items()}
    for one, height in kept:
        own[one["owner"]].append(height - means[one["festival"], one["kind"], one["hour"]])
    return {owner: fmean(over) for owner, over in own.items()}


def of_owner(one, fame):
    """Who has never been there is like the usual owner."""
    return fame.get(one["owner"], 0.0)
