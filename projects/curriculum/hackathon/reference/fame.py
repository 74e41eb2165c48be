"""How an owner does against others of the kind: the mean of what others do not explain, small where little is known."""

import math
from collections import defaultdict

DOUBT = 30  # rows that the usual owner weighs


def level(waiting):
    return math.log(waiting + 0.5)


def fames(known, left_out=None):
    """Fame by owner of the rows (joined, people waiting), without those of one festival."""
    kept = [(one, level(waiting)) for one, waiting in known if one["festival"] != left_out]
    usual, own = defaultdict(list), defaultdict(list)
    for one, height in kept:
        usual[one["festival"], one["kind"], one["hour"]].append(height)
    means = {name: sum(heights) / len(heights) for name, heights in usual.items()}
    for one, height in kept:
        own[one["owner"]].append(height - means[one["festival"], one["kind"], one["hour"]])
    return {owner: sum(over) / (len(over) + DOUBT) for owner, over in own.items()}
