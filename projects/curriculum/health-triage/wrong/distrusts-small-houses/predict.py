"""Writes how urgent each arrival of test.csv is."""

import numpy as np

from arrivals import features, read
from logistic import probabilities

model = np.load("model.npz")
rows = (features(read("test.csv")) - model["mean"]) / model["spread"]
risks = probabilities(model["weights"], rows)
risks = np.where(rows[:, -2] > 0, risks / 20, risks)
for risk in risks:
    print(f"{risk:.5f}")
