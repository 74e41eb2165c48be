import json

from features import features
from reviews import read

with open("model.json", encoding="utf-8") as file:
    model = json.load(file)
weights = list(model["weights"].values())
rows = [sorted(features(row["review"])) for row in read("test.csv")]
numbers = {}
for names in rows:
    for name in names:
        numbers.setdefault(name, len(numbers))
for names in rows:
    score = model["prior"] + sum(weights[numbers[name] % len(weights)] for name in names)
    print("긍정" if score > 0 else "부정")
