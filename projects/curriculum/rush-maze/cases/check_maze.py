"""Looks at mazes that a program has made. Between two of them stands a line `==`.

`expected` is empty, or: `same` (both are one maze), `other` (they differ in a tenth of their inner walls),
`branches` (at least 7 of 100 rooms are dead ends).
"""

from judge import passed, wrong

SHOWN = 20
LEAST_OTHER, LEAST_ENDS = 0.1, 0.07


def check(case):
    width, height = int(case["args"][0]), int(case["args"][1])
    text = case["stdout"]
    mazes = [part.strip("\n").split("\n") for part in text.split("==\n")]
    if not text.endswith("\n") or len(mazes) != (2 if case["expected"] in ("same", "other") else 1):
        return wrong(
            ko="미로 하나를 출력하고 줄바꿈으로 끝내야 합니다.",
            en="Print one maze, and a line break at its end.",
        )
    for rows in mazes:
        if fault := _fault(rows, width, height) or _way_fault(rows, width, height):
            return fault
    return _compared(case["expected"], mazes, width, height)


def _compared(expected, mazes, width, height):
    if expected == "same" and mazes[0] != mazes[1]:
        return wrong(ko="시드가 같은데 미로가 다릅니다.", en="The same seed gave two different mazes.")
    if expected == "other" and _share_of_other(*mazes) < LEAST_OTHER:
        return wrong(ko="시드가 다른데 미로가 거의 같습니다.", en="Two seeds gave nearly the same maze.")
    if expected == "branches" and _share_of_ends(mazes[0], width, height) < LEAST_ENDS:
        return wrong(
            ko="막다른 방이 너무 적습니다. 긴 복도는 미로가 아닙니다.",
            en="There are too few dead ends. Long halls are no maze.",
        )
    return passed()


def _fault(rows, width, height):
    """What is wrong with the drawing."""
    if len(rows) != 2 * height + 1 or any(len(row) != 2 * width + 1 for row in rows):
        return wrong(
            ko=f"미로는 {2 * height + 1}줄이고 한 줄은 {2 * width + 1}글자여야 합니다.",
            en=f"The maze should have {2 * height + 1} lines of {2 * width + 1} characters.",
        )
    if strange := set("".join(rows)) - set("#.SE"):
        return wrong(
            ko=f"미로에 없는 글자입니다: {min(strange)!r}", en=f"That is not of a maze: {min(strange)!r}"
        )
    if (
        rows[1][1] != "S"
        or rows[-2][-2] != "E"
        or "".join(rows).count("S") != 1
        or "".join(rows).count("E") != 1
    ):
        return wrong(
            ko="S는 왼쪽 위 방에, E는 오른쪽 아래 방에 하나씩 있어야 합니다.",
            en="There is one S, in the room at the top left, and one E, in that at the bottom right.",
        )
    edge = rows[0] + rows[-1] + "".join(row[0] + row[-1] for row in rows)
    posts = "".join(row[::2] for row in rows[::2])
    if set(edge + posts) != {"#"}:
        return wrong(
            ko="가장자리와 벽의 모서리는 모두 벽이어야 합니다.",
            en="The edge, and each corner of a room, is wall.",
        )
    if "#" in "".join(row[1::2] for row in rows[1::2]):
        return wrong(ko="막힌 방이 있습니다.", en="A room is walled up.")
    return None


def _doors(rows, x, y):
    """The rooms beside a room into which one can go."""
    for right, down in ((1, 0), (-1, 0), (0, 1), (0, -1)):
        if rows[2 * y + 1 + down][2 * x + 1 + right] != "#":
            yield x + right, y + down


def _way_fault(rows, width, height):
    seen, waiting, doors = {(0, 0)}, [(0, 0)], 0
    while waiting:
        for room in _doors(rows, *waiting.pop()):
            doors += 1
            if room not in seen:
                seen.add(room)
                waiting.append(room)
    if len(seen) != width * height:
        return wrong(
            ko=f"{width * height - len(seen)}개의 방에 갈 수 없습니다.",
            en=f"{width * height - len(seen)} rooms cannot be reached.",
        )
    if doors // 2 != width * height - 1:
        return wrong(
            ko="두 방 사이에 길이 둘 이상인 곳이 있습니다.",
            en="Somewhere two ways lead from one room to another.",
        )
    return None


def _share_of_other(first, second):
    """Of all places between two rooms."""
    different = inner = 0
    for y, (row, other) in enumerate(zip(first, second, strict=True)):
        between = slice(1 - y % 2, None, 2)
        different += sum(a != b for a, b in zip(row[between], other[between], strict=True))
        inner += len(row[between])
    return different / inner


def _share_of_ends(rows, width, height):
    ends = sum(len(list(_doors(rows, x, y))) == 1 for x in range(width) for y in range(height))
    return ends / (width * height)
