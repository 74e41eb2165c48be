"""Writes how urgent each arrival of test.csv is."""

import statistics

import numpy as np

from arrivals import features, read
from logistic import probabilities

known = features(read("train.csv")).T.tolist()
weights = np.load("model.npz")["weights"]
for row in features(read("test.csv")):
    scaled = [
        (value - statistics.mean(column)) / statistics.pstdev(column) for value, column in zip(row, known)
    ]
    print(f"{probabilities(weights, np.array([scaled]))[0]:.5f}")
