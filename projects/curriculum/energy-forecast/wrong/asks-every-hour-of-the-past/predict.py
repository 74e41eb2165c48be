import json

from hours import filled, read


def distance(one, other):
    return (
        10 * abs(int(one["hour"]) - int(other["hour"]))
        + abs(float(one["temperature"]) - float(other["temperature"]))
        + abs(float(one["yesterday"]) - float(other["yesterday"]))
        + 20 * (one["holiday"] != other["holiday"])
    )


with open("model.json", encoding="utf-8") as file:
    past = json.load(file)
for row in filled(read("test.csv")):
    nearest = sorted(past, key=lambda other: distance(row, other))[:5]
    print(sum(float(each["load"]) for each in nearest) / 5)
