import json

from complaints import HUMAN, read

with open("model.json", encoding="utf-8") as file:
    answers = json.load(file)
for row in read("test.csv"):
    print(answers.get(row["complaint"], HUMAN))
