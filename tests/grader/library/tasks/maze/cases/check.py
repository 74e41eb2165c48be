"""Walks the path; `expected` is the longest that is allowed."""

from judge import passed, wrong

STEPS = {"N": (-1, 0), "E": (0, 1), "S": (1, 0), "W": (0, -1)}


def check(case):
    maze = case["stdin"].split()
    path = (case["files"].get("out.txt") or case["stdout"]).strip()
    if case["expected"] and len(path) > int(case["expected"]):
        return wrong(ko="너무 깁니다.", en="It is too long.")
    row, column = next((y, x) for y, line in enumerate(maze) for x, cell in enumerate(line) if cell == "S")
    for number, step in enumerate(path, start=1):
        if step not in STEPS:
            return wrong(ko=f"{number}번째 걸음이 이상합니다: {step}", en=f"Step {number} is no step: {step}")
        row, column = row + STEPS[step][0], column + STEPS[step][1]
        if not (0 <= row < len(maze) and 0 <= column < len(maze[row])) or maze[row][column] == "#":
            return wrong(
                ko=f"{number}번째 걸음에서 벽에 부딪혔습니다.", en=f"Step {number} runs into a wall."
            )
    if maze[row][column] != "E":
        return wrong(ko="출구에 닿지 않았습니다.", en="The path does not reach the exit.")
    return passed()
