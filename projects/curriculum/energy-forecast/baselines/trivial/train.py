"""Learns the mean load and nothing else."""

from hours import read

loads = [float(row["load"]) for row in read("train.csv")]
with open("model.txt", "w", encoding="utf-8") as file:
    file.write(str(sum(loads) / len(loads)))
