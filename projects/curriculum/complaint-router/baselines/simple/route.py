"""Names the likeliest office where it is three times as likely as all others together, else a person."""

import json

from bayes import evidence, probabilities
from complaints import HUMAN, read

with open("model.json", encoding="utf-8") as file:
    model = json.load(file)
for row in read("test.csv"):
    chances = probabilities(model, evidence(model, row["complaint"]), 1)
    print(max(chances, key=chances.get) if max(chances.values()) > 0.75 else HUMAN)
