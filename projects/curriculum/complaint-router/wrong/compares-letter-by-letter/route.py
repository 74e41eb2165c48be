import json

from complaints import read


def distance(one, other):
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        before, row[0] = row[0], at
        for to, mark in enumerate(other, start=1):
            before, row[to] = row[to], min(row[to] + 1, row[to - 1] + 1, before + (letter != mark))
    return row[-1]


with open("model.json", encoding="utf-8") as file:
    known = json.load(file)
for row in read("test.csv"):
    print(min(known, key=lambda one: distance(row["complaint"], one[0]))[1])
