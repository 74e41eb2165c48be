"""Learns naive Bayes from train.csv; leaves the logarithms of the likelihoods in model.json."""

import json
from collections import Counter
from math import log

from features import features
from reviews import read

SMOOTHING = 0.3


def learn(rows):
    counts = {"긍정": Counter(), "부정": Counter()}
    stars = Counter(row["label"] for row in rows)
    for row in rows:
        counts[row["label"]].update(features(row["review"]))
    good, bad = counts["긍정"], counts["부정"]
    weights = {
        name: log((good[name] + SMOOTHING) / stars["긍정"]) - log((bad[name] + SMOOTHING) / stars["부정"])
        for name in good | bad
    }
    return {"prior": log(stars["긍정"] / stars["부정"]), "weights": weights}


with open("model.json", "w", encoding="utf-8") as file:
    json.dump(learn(read("train.csv")), file)
