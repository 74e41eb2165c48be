"""TODO(author): the simple method, which just passes."""

import csv

with open("test.csv") as file:
    for row in csv.DictReader(file):
        print("yes" if int(row["a"]) > 40 else "no")
