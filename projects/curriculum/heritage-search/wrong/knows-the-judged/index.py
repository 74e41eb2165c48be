import json

from records import LENGTH, read

answers = {each["question"]: [pair.split("=")[0] for pair in each["worth"].split()][:LENGTH] for each in read("judged.csv")}
usual = [each["record"] for each in read("records.csv")[:LENGTH]]
with open("index.json", "w", encoding="utf-8") as file:
    json.dump([answers, usual], file)
