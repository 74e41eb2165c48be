"""Writes how probable it is that each station of test.csv will be empty."""

import json

from forest import probability
from stations import read


def tupled(tree):
    return tuple(map(tupled, tree)) if isinstance(tree, list) else tree


with open("trees.json", encoding="utf-8") as file:
    trees = [tupled(tree) for tree in json.load(file)]
for row in read("test.csv")[0]:
    print(f"{sum(probability(tree, row) for tree in trees) / len(trees):.4f}")
