import csv

for row in csv.DictReader(open("test.csv")):
    print("rather hot")
