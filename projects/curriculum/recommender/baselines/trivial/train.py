"""Counts who was lent how often."""

import json
from collections import Counter

from loans import read

with open("model.json", "w", encoding="utf-8") as file:
    json.dump(Counter(row["book"] for row in read("loans.csv")).most_common(), file)
