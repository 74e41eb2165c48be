"""Learns from train.csv; leaves the trees in trees.json."""

import json

from forest import Forest
from stations import read

forest = Forest(trees=1, depth=50, least=1, columns=10, seed=42)
forest.learn(*read("train.csv"))
with open("trees.json", "w", encoding="utf-8") as file:
    json.dump(forest.grown, file)
