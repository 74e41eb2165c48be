from records import LENGTH, read

with open("words.csv", encoding="utf-8") as file:
    records = [line.strip().split(maxsplit=1) for line in file]
for row in read("questions.csv"):
    words = row["question"].split()
    print(*[name for name, text in records if all(word in text for word in words)][:LENGTH])
