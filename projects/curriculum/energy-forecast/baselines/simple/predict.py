"""What such an hour took in the years before."""

import json

from hours import kind, read

with open("model.json", encoding="utf-8") as file:
    means = json.load(file)
for row in read("test.csv"):
    print(means[kind(row)])
