"""Learns from train.csv; leaves the model in model.npz."""

import numpy as np

from arrivals import features, read
from logistic import fit

people = read("train.csv")
rows = features(people)
worse = np.array([float(one["worse"]) for one in people])
mean, spread = rows.mean(axis=0), rows.std(axis=0)
np.savez("model.npz", weights=fit((rows - mean) / spread, worse), mean=mean, spread=spread)
