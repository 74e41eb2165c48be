import csv
import json
import math

rows = [(float(r["heat"]), float(r["age"]), r["broke"] == "yes") for r in csv.DictReader(open("train.csv"))]
heat = age = bias = 0.0
for _ in range(150):
    steps = [0.0, 0.0, 0.0]
    for x, y, broke in rows:
        error = broke - 1 / (1 + math.exp(-(heat * x + age * y + bias)))
        for number, part in enumerate((x, y, 1)):
            steps[number] += error * part / len(rows)
    heat, age, bias = heat + 8 * steps[0], age + 8 * steps[1], bias + 8 * steps[2]
json.dump([heat, age], open("model.json", "w"))
