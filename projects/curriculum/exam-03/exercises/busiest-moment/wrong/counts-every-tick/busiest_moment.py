import sys
from collections import Counter

inside = Counter()
for line in sys.stdin:
    came, left = map(int, line.split())
    for time in range(came, left):
        inside[time] += 1
if inside:
    most = max(inside.values())
    print(most, min(time for time, people in inside.items() if people == most))
else:
    print(0)
