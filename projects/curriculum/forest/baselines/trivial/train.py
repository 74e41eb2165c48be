"""Learns the share of stations that run empty."""

import json

from stations import read

_, labels = read("train.csv")
with open("trees.json", "w", encoding="utf-8") as file:
    json.dump([sum(labels) / len(labels)], file)
