"""The same ten records for every question."""

from records import read

with open("index.txt", encoding="utf-8") as file:
    answer = file.read()
for _ in read("questions.csv"):
    print(answer)
