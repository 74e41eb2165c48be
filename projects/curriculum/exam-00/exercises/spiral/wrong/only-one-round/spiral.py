import sys

first, *rest = sys.stdin.read().splitlines()
rows = [line.split() for line in rest]
right = [row[-1] for row in rows[1:]]
bottom = rows[-1][-2::-1] if len(rows) > 1 else []
left = [row[0] for row in rows[-2:0:-1]] if len(rows[0]) > 1 else []
print(" ".join(rows[0] + right + bottom + left))
