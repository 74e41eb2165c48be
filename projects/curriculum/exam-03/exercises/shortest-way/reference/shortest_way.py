import sys
from collections import deque

cells = {(x, y): cell for y, line in enumerate(sys.stdin) for x, cell in enumerate(line.rstrip("\n")) if cell != "#"}
start, goal = (next(place for place, cell in cells.items() if cell == letter) for letter in "SE")
steps = {start: 0}
waiting = deque([start])
while waiting:
    x, y = place = waiting.popleft()
    for near in ((x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)):
        if near in cells and near not in steps:
            steps[near] = steps[place] + 1
            waiting.append(near)
print(steps.get(goal, "none"))
