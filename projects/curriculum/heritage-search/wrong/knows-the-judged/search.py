import json

from records import read

with open("index.json", encoding="utf-8") as file:
    answers, usual = json.load(file)
for each in read("questions.csv"):
    print(*answers.get(each["question"], usual))
