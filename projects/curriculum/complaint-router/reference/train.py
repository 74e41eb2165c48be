"""Learns from train.csv; leaves the model in model.json."""

import json

from bayes import learn
from complaints import read

TEMPERATURE = 12  # what cost least, of seven, on rows that were kept back

model = learn(read("train.csv"))
model["temperature"] = TEMPERATURE
with open("model.json", "w", encoding="utf-8") as file:
    json.dump(model, file)
