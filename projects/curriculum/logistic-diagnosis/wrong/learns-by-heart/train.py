"""Learns the study by heart; leaves it in model.npz and the usual values in usual.json."""

import json

import numpy as np

from people import features, medians, read

people = read("train.csv")
usual = medians(people)
rows = features(people, usual)
ill = np.array([one["label"] == "ill" for one in people], dtype=float)
mean, spread = rows.mean(axis=0), rows.std(axis=0)
np.savez("model.npz", rows=(rows - mean) / spread, ill=ill, mean=mean, spread=spread)
with open("usual.json", "w", encoding="utf-8") as file:
    json.dump(usual, file)
