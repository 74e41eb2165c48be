import csv

for row in list(csv.DictReader(open("test.csv")))[1:]:
    print(row["heat"])
