"""Walks the moves that a program prints. `expected` is the least number of moves,
or what is to be printed as it stands.
"""

from judge import passed, wrong

MOVES = {"U": (0, -1), "D": (0, 1), "L": (-1, 0), "R": (1, 0)}
SHOWN = 40


def check(case):
    if not case["expected"].strip().isdigit():
        return _compare(case)
    lines = case["stdout"].split("\n")
    if len(lines) != 3 or lines[2]:
        return wrong(
            ko="출력은 두 줄이어야 합니다: 걸음 수, 그리고 걸음들.",
            en="Print two lines: how many moves, and the moves.",
        )
    count, moves = lines[:2]
    if fault := _walked(case["stdin"].splitlines(), moves):
        return fault
    if count != str(len(moves)):
        return wrong(
            ko=f"걸음은 {len(moves)}개인데 첫 줄에는 {count[:SHOWN]!r}라고 적혀 있습니다.",
            en=f"There are {len(moves)} moves, and the first line says {count[:SHOWN]!r}.",
        )
    if len(moves) != int(case["expected"]):
        return wrong(
            ko=f"길은 맞지만 더 짧은 길이 있습니다({case['expected'].strip()}걸음).",
            en=f"It is a way, but there is a shorter one (of {case['expected'].strip()} moves).",
        )
    return passed()


def _compare(case):
    if case["stdout"].strip() == case["expected"].strip():
        return passed()
    shown = case["stdout"].strip()[:SHOWN]
    return wrong(ko=f"기대한 출력이 아닙니다: {shown!r}", en=f"That is not the expected output: {shown!r}")


def _walked(rows, moves):
    """What is wrong with a walk; None where it ends at E."""
    y, row = next((y, row) for y, row in enumerate(rows) if "S" in row)
    x, keys = row.index("S"), set()
    for number, move in enumerate(moves, start=1):
        if move not in MOVES:
            return wrong(
                ko=f"{number}번째 {move!r}은(는) 걸음이 아닙니다.", en=f"Move {number}, {move!r}, is no move."
            )
        x, y = x + MOVES[move][0], y + MOVES[move][1]
        what = rows[y][x] if 0 <= y < len(rows) and 0 <= x < len(rows[0]) else "#"
        if what == "#" or (what in "ABCD" and what.lower() not in keys):
            return wrong(
                ko=f"{number}번째 걸음 {move}은(는) 막힌 곳으로 갑니다.",
                en=f"Move {number}, {move}, leads into a wall or a locked door.",
            )
        keys |= {what} & set("abcd")
    if rows[y][x] != "E":
        return wrong(ko="걸음이 E에서 끝나지 않습니다.", en="The walk does not end at E.")
    return None
