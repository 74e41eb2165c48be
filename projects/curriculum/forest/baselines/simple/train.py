"""One tree, alone."""

import json

from forest import grow
from stations import read

with open("trees.json", "w", encoding="utf-8") as file:
    json.dump([grow(*read("train.csv"), 8, 8)], file)
