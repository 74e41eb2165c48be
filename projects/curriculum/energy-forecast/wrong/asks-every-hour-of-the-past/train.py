import json

from hours import filled, read

with open("model.json", "w", encoding="utf-8") as file:
    json.dump([row for row in filled(read("train.csv")) if float(row["load"]) > 0], file)
