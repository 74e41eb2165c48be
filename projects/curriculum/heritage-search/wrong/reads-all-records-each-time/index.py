from records import read

with open("words.csv", "w", encoding="utf-8") as file:
    for each in read("records.csv"):
        print(each["record"], each["title"], each["text"], file=file)
