import json

from reviews import read

with open("model.json", "w", encoding="utf-8") as file:
    json.dump([[row["review"], row["label"]] for row in read("train.csv")], file)
