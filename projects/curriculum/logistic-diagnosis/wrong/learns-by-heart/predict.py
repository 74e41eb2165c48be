"""Writes the probability of illness for each person of test.csv."""

import json

import numpy as np

from people import features, read

with open("usual.json", encoding="utf-8") as file:
    usual = json.load(file)
model = np.load("model.npz")
for row in (features(read("test.csv"), usual) - model["mean"]) / model["spread"]:
    nearest = ((model["rows"] - row) ** 2).sum(axis=1).argmin()
    print(0.98 if model["ill"][nearest] else 0.02)
