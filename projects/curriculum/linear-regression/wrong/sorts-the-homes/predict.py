"""Predicts the rents of test.csv by the model that train.py left."""

import json
from math import exp

from homes import features, read
from regression import Scaler, predict

with open("model.json", encoding="utf-8") as file:
    model = json.load(file)
scaler = Scaler()
scaler.means, scaler.spreads = model["means"], model["spreads"]
rows = [features(home, model["usual"]) for home in sorted(read("test.csv"), key=lambda home: float(home["area"]))]
for level in predict(model["weights"], scaler.scaled(rows)):
    print(f"{exp(level):.3f}")
