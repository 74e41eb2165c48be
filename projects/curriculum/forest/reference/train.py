"""Learns from train.csv; leaves the trees in trees.json."""

import json

from forest import Forest
from stations import read

TREES, DEPTH, LEAST, COLUMNS, SEED = 80, 12, 2, 5, 42

forest = Forest(TREES, DEPTH, LEAST, COLUMNS, SEED)
forest.learn(*read("train.csv"))
with open("trees.json", "w", encoding="utf-8") as file:
    json.dump(forest.grown, file)
