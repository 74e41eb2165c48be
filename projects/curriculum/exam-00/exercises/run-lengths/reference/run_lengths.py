import sys
from itertools import groupby

for line in sys.stdin:
    runs = [(letter, len(list(run))) for letter, run in groupby(line.rstrip("\n"))]
    print("".join(letter + (str(length) if length > 1 else "") for letter, length in runs))
