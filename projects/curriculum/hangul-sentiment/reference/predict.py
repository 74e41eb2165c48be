"""Says for each review of test.csv whether its writer was content."""

import json

from features import features
from reviews import read

with open("model.json", encoding="utf-8") as file:
    model = json.load(file)


def likelier(review):
    """Of two that are equally likely the more frequent label, which stands first in the model."""
    names = features(review)
    return max(model, key=lambda label: sum(model[label][name] for name in names & model[label].keys()))


for row in read("test.csv"):
    print(likelier(row["review"]))
