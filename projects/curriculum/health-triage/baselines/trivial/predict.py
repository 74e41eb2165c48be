"""The older, the more urgent."""

from arrivals import read

for one in read("test.csv"):
    print(one["age"])
