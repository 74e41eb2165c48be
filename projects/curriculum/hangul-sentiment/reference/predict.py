"""Says for each review of test.csv whether its writer was content."""

import json

from features import features
from reviews import read

with open("model.json", encoding="utf-8") as file:
    model = json.load(file)
weights = model["weights"]
for row in read("test.csv"):
    score = model["prior"] + sum(weights[name] for name in features(row["review"]) & weights.keys())
    print("긍정" if score > 0 else "부정")
