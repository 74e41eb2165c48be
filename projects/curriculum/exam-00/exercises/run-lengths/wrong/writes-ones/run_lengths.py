import sys
from itertools import groupby

for line in sys.stdin:
    print("".join(f"{letter}{len(list(run))}" for letter, run in groupby(line.rstrip("\n"))))
