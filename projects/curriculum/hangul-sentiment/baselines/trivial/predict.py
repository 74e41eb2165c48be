"""The same label for every review."""

from reviews import read

with open("model.json", encoding="utf-8") as file:
    label = file.read()
for _ in read("test.csv"):
    print(label)
