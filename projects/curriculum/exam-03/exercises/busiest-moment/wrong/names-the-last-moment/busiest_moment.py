import sys

changes = []
for line in sys.stdin:
    came, left = map(int, line.split())
    changes += [(came, 1), (left, -1)]
inside, most, moment = 0, 0, None
for time, change in sorted(changes):
    inside += change
    if change > 0 and inside >= most:
        most, moment = inside, time
print(most, moment) if most else print(0)
