"""TODO(author): a good method, which earns the bonus."""

import csv

with open("test.csv") as file:
    for row in csv.DictReader(file):
        print("yes" if int(row["a"]) > 40 and int(row["b"]) > 30 else "no")
