"""Walks the way that a program names. `expected` is its best length: `3 roads`, `44 minutes` or `7 charge`.

Any best way counts. Other expectations (`no route`, `endless`, nothing) are compared as they stand.
"""

from itertools import pairwise

from judge import passed, wrong

SHOWN = 60


def check(case):
    wanted = case["expected"].split()
    if len(wanted) != 2 or wanted[1] not in ("roads", "minutes", "charge"):
        return _compare(case)
    lines = case["stdout"].split("\n")
    if len(lines) != 3 or lines[2]:
        return wrong(
            ko="출력은 두 줄이어야 합니다. 첫 줄은 길이, 둘째 줄은 장소들입니다.",
            en="Print two lines: the length, then the places.",
        )
    way = lines[1].split(" ")
    if fault := _ends(way, case["args"]):
        return fault
    most = int(case["args"][2]) if len(case["args"]) == 3 else None
    length, fault = _walked(_roads(case["stdin"], wanted[1] == "roads"), way, most)
    if fault:
        return fault
    if lines[0] != str(length):
        return wrong(
            ko=f"둘째 줄의 길은 {length}인데 첫 줄에는 {lines[0][:SHOWN]!r}라고 적혀 있습니다.",
            en=f"The way on the second line comes to {length}, and the first says {lines[0][:SHOWN]!r}.",
        )
    if length != int(wanted[0]):
        return wrong(
            ko=f"길은 이어지지만 더 나은 길이 있습니다({length}).",
            en=f"It is a way, but there is a better one ({length}).",
        )
    return passed()


def _compare(case):
    if case["stdout"].strip() == case["expected"].strip():
        return passed()
    shown = case["stdout"].strip()[:SHOWN]
    return wrong(ko=f"기대한 출력이 아닙니다: {shown!r}", en=f"That is not the expected output: {shown!r}")


def _ends(way, args):
    if way[0] != args[0] or way[-1] != args[1]:
        return wrong(
            ko=f"길은 {args[0]}에서 시작해 {args[1]}에서 끝나야 합니다.",
            en=f"The way has to begin at {args[0]} and end at {args[1]}.",
        )
    return None


def _roads(text, count_only):
    """For each pair of neighbours the lengths of the roads between them, as (length, toll)."""
    roads = {}
    for line in text.splitlines():
        fields = line.split()
        if len(fields) < 3 or fields[0].startswith("#"):
            continue
        start, end, length, *marks = fields
        road = (1 if count_only else int(length), "toll" in marks)
        roads.setdefault((start, end), []).append(road)
        if "oneway" not in marks:
            roads.setdefault((end, start), []).append(road)
    return roads


def _walked(roads, way, most):
    """The least length of the way with at most `most` tolls, and what is wrong with it."""
    best = {0: 0}  # tolls paid: length
    for step in pairwise(way):
        if step not in roads:
            a, b = (name[:SHOWN] for name in step)
            return 0, wrong(ko=f"{a}에서 {b}(으)로 가는 길이 없습니다.", en=f"No road leads from {a} to {b}.")
        after = {}
        for tolls, so_far in best.items():
            for length, toll in roads[step]:
                paid = tolls + toll if most is not None else 0
                if most is None or paid <= most:
                    after[paid] = min(after.get(paid, so_far + length), so_far + length)
        best = after
    if not best:
        return 0, wrong(ko="유료 도로를 너무 많이 지납니다.", en="The way takes too many toll roads.")
    return min(best.values()), None
