"""Learns the mean rent and nothing else."""

import json

from homes import read

rents = [float(home["rent"]) for home in read("train.csv")]
with open("model.json", "w", encoding="utf-8") as file:
    json.dump(sum(rents) / len(rents), file)
