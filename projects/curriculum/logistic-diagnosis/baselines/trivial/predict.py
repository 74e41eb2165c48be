"""Promises everybody the share of ill people at the screening."""

from people import read

for _ in read("test.csv"):
    print(0.2)
