"""Learns naive Bayes from train.csv; leaves the logarithms of the likelihoods in model.json."""

import json
from collections import Counter, defaultdict
from math import log

from features import features
from reviews import read


def learn(rows):
    """How likely a review of each label has each of the features; the more frequent label stands first.

    How many are content plays no part, since macro F1 counts both labels alike.
    """
    reviews, counts = Counter(row["label"] for row in rows), defaultdict(Counter)
    for row in rows:
        counts[row["label"]].update(features(row["review"]))
    known = set().union(*counts.values())
    return {
        label: {name: log(counts[label][name] / many) for name in known}
        for label, many in reviews.most_common()
    }


with open("model.json", "w", encoding="utf-8") as file:
    json.dump(learn(read("train.csv")), file)
