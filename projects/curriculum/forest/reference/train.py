"""Learns from train.csv; leaves the trees in trees.json."""

import json

from forest import Forest
from stations import read

forest = Forest(trees=80, depth=12, least=2, columns=5, seed=42)
forest.learn(*read("train.csv"))
with open("trees.json", "w", encoding="utf-8") as file:
    json.dump(forest.grown, file)
