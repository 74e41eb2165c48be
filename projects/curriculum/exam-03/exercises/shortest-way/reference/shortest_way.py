import sys
from collections import deque

cells = {(x, y): cell for y, line in enumerate(sys.stdin) for x, cell in enumerate(line.rstrip("\n")) if cell != "#"}
start = next(place for place, cell in cells.items() if cell == "S")
steps = {start: 0}
waiting = deque([start])
answer = "none"
while waiting:
    x, y = place = waiting.popleft()
    if cells[place] == "E":
        answer = steps[place]
        break
    for near in ((x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)):
        if near in cells and near not in steps:
            steps[near] = steps[place] + 1
            waiting.append(near)
print(answer)
