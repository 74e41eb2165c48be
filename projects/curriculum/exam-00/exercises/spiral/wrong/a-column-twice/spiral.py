import sys

first, *rest = sys.stdin.read().splitlines()
rows = [line.split() for line in rest]
top, bottom, left, right, met = 0, len(rows) - 1, 0, len(rows[0]) - 1, []
while top <= bottom and left <= right:
    met += rows[top][left : right + 1]
    met += [rows[y][right] for y in range(top + 1, bottom + 1)]
    met += rows[bottom][left:right][::-1]
    met += [rows[y][left] for y in range(bottom - 1, top, -1)]
    top, bottom, left, right = top + 1, bottom - 1, left + 1, right - 1
print(" ".join(met))
