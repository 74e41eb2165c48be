"""Learns from train.csv; leaves the model in model.json."""

import json
from math import log

from homes import features, medians, read
from regression import Scaler, fit

RATE, STEPS = 0.1, 400

homes = read("train.csv")
usual = medians(homes)
scaler = Scaler()
rows = [features(home, usual) for home in homes]
scaler.learn(rows)
weights = fit(scaler.scaled(rows), [log(float(home["rent"])) for home in homes], RATE, STEPS)
with open("model.json", "w", encoding="utf-8") as file:
    json.dump({"weights": weights, "means": scaler.means, "spreads": scaler.spreads, "usual": usual}, file)
