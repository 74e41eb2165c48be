import sys

first, *rest = sys.stdin.read().splitlines()
rows = [line.split() for line in rest[: int(first.split()[0])]]
met = []
while rows:
    met += rows.pop(0)
    rows = [list(column) for column in zip(*rows)][::-1]
print(" ".join(met))
