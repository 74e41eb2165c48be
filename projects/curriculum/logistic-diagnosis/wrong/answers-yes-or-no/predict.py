"""Writes the probability of illness for each person of test.csv."""

import json

import numpy as np

from logistic import probabilities
from people import features, read

with open("usual.json", encoding="utf-8") as file:
    usual = json.load(file)
model = np.load("model.npz")
rows = (features(read("test.csv"), usual) - model["mean"]) / model["spread"]
for probability in probabilities(model["weights"], rows):
    print(int(probability > 0.5))
