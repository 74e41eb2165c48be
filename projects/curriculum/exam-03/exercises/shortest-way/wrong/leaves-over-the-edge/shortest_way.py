import sys
from collections import deque

grid = sys.stdin.read().split()
y = next(number for number, line in enumerate(grid) if "S" in line)
steps = {(grid[y].index("S"), y): 0}
waiting = deque(steps)
answer = "none"
while waiting:
    x, y = waiting.popleft()
    if grid[y][x] == "E":
        answer = steps[x, y]
        break
    for near in ((x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)):
        try:
            free = grid[near[1]][near[0]] != "#"
        except IndexError:
            continue
        if free and near not in steps:
            steps[near] = steps[x, y] + 1
            waiting.append(near)
print(answer)
