"""A person reads everything."""

from complaints import HUMAN, read

for _ in read("test.csv"):
    print(HUMAN)
