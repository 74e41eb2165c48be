from records import LENGTH, read

with open("words.csv", encoding="utf-8") as file:
    records = [line.split() for line in file]
for row in read("questions.csv"):
    words = set(row["question"].split())
    print(*[record[0] for record in sorted(records, key=lambda record: -len(words & set(record[1:])))[:LENGTH]])
