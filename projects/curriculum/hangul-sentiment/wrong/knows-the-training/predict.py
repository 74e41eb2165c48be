import json

from reviews import read

with open("model.json", encoding="utf-8") as file:
    known = json.load(file)
for row in read("test.csv"):
    print(known.get(row["review"], "긍정"))
