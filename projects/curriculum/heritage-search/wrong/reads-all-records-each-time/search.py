from records import LENGTH, read


def distance(one, other):
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        before, row[0] = row[0], at
        for to, mark in enumerate(other, start=1):
            before, row[to] = row[to], min(row[to] + 1, row[to - 1] + 1, before + (letter != mark))
    return row[-1]


with open("words.csv", encoding="utf-8") as file:
    records = [line.strip().split(maxsplit=1) for line in file]
for each in read("questions.csv"):
    nearest = sorted(records, key=lambda record: distance(each["question"], record[1]))
    print(*[name for name, _ in nearest[:LENGTH]])
