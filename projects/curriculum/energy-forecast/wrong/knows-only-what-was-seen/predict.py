import json

from hours import filled, read

with open("model.json", encoding="utf-8") as file:
    means = json.load(file)
for row in filled(read("test.csv")):
    print(means[f"{float(row['temperature']):.0f} {row['hour']}"])
