"""Learns from train.csv; finds the temperature on rows that were kept back. Leaves the model in model.json."""

import json
from math import log

from bayes import evidence, learn, probabilities
from complaints import OFFICES, read

FOLDS = 5
TEMPERATURES = (1, 1.5, 2, 3, 4, 6, 8, 12)


def held_out(rows):
    """For every row what a model says that never saw it."""
    for fold in range(FOLDS):
        model = learn([row for number, row in enumerate(rows) if number % FOLDS != fold])
        for row in rows[fold::FOLDS]:
            yield model, evidence(model, row["complaint"]), OFFICES.index(row["office"])


def surprise(said, temperature):
    """The mean log loss: small where probabilities are what they say."""
    return sum(-log(max(probabilities(model, spoken, temperature)[office], 1e-9)) for model, spoken, office in said) / len(said)


rows = read("train.csv")
said = list(held_out(rows))
model = learn(rows)
model["temperature"] = min(TEMPERATURES, key=lambda each: surprise(said, each))
with open("model.json", "w", encoding="utf-8") as file:
    json.dump(model, file, ensure_ascii=False)
