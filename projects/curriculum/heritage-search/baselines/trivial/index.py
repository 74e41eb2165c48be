"""Keeps ten records, whatever will be asked."""

from records import LENGTH, read

with open("index.txt", "w", encoding="utf-8") as file:
    file.write(" ".join(each["record"] for each in read("records.csv")[:LENGTH]))
