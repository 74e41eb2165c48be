"""Writes how urgent each arrival of test.csv is."""

import numpy as np

from arrivals import features, read
from logistic import probabilities

model = np.load("model.npz")
rows = (features(read("test.csv")) - model["mean"]) / model["spread"]
for risk in probabilities(model["weights"], rows):
    print(f"{1 - risk:.5f}")
