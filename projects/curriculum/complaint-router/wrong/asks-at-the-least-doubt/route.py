"""Names for each complaint of test.csv the office, or the person who asks back."""

import json

from bayes import evidence, probabilities
from complaints import HUMAN, read

with open("model.json", encoding="utf-8") as file:
    model = json.load(file)
for row in read("test.csv"):
    chances = probabilities(model, evidence(model, row["complaint"]), model["temperature"])
    print(max(chances, key=chances.get) if max(chances.values()) > 0.9999 else HUMAN)
