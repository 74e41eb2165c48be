"""Learns the people of train.csv by heart."""

import json

from arrivals import read

seen = {" ".join(list(one.values())[:-1]): one["worse"] for one in read("train.csv")}
with open("seen.json", "w", encoding="utf-8") as file:
    json.dump(seen, file)
