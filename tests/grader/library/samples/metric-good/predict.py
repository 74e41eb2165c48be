import csv
import json

heat, age = json.load(open("model.json"))
for row in csv.DictReader(open("test.csv")):
    print(heat * float(row["heat"]) + age * float(row["age"]))
