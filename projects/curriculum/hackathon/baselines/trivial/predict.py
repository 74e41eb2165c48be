"""The same chance for every row."""

from tables import read

with open("model.txt", encoding="utf-8") as file:
    chance = file.read()
for _ in read("test.csv"):
    print(chance)
