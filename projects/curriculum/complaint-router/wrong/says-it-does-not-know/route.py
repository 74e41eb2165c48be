"""Names for each complaint of test.csv the office, or the person who asks back."""

import json

from bayes import evidence, probabilities
from complaints import HUMAN, read
from decide import cheapest

with open("model.json", encoding="utf-8") as file:
    model = json.load(file)
for row in read("test.csv"):
    office = cheapest(probabilities(model, evidence(model, row["complaint"]), model["temperature"]))
    print("모름" if office == HUMAN else office)
