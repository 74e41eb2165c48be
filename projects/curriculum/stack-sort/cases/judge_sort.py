"""Carries out what a program prints. `expected` is how many operations there may be; nothing: no output."""

from collections import deque

from judge import passed, wrong

SINGLE = {"ss": ("sa", "sb"), "rr": ("ra", "rb"), "rrr": ("rra", "rrb")}
KNOWN = {"sa", "sb", "pa", "pb", "ra", "rb", "rra", "rrb", *SINGLE}
SHOWN = 20


def check(case):
    lines = case["stdout"].split("\n")
    if lines[-1] == "":
        lines.pop()
    if not case["expected"]:
        return (
            passed()
            if not lines
            else wrong(ko="아무것도 출력하지 않아야 합니다.", en="Nothing should be printed.")
        )
    for number, name in enumerate(lines, start=1):
        if name not in KNOWN:
            name = name[:SHOWN]
            return wrong(
                ko=f"{number}번째 줄은 동작이 아닙니다: {name!r}",
                en=f"Line {number} is no operation: {name!r}",
            )
    a = _carried_out(lines, [int(word) for word in case["stdin"].split()])
    if a is None:
        return wrong(ko="끝난 뒤 스택 b가 비어 있지 않습니다.", en="Stack b is not empty at the end.")
    if list(a) != sorted(a):
        return wrong(ko="끝난 뒤 스택 a가 정렬되어 있지 않습니다.", en="Stack a is not sorted at the end.")
    most = int(case["expected"])
    if len(lines) > most:
        return wrong(
            ko=f"정렬은 되었지만 동작이 {len(lines)}개입니다. {most}개까지 됩니다.",
            en=f"It is sorted, but with {len(lines)} operations; there may be {most}.",
        )
    return passed()


def _carried_out(lines, numbers):
    """Stack a afterwards; None if something stays on b."""
    a, b = deque(numbers), deque()
    for line in lines:
        for name in SINGLE.get(line, (line,)):
            stack, other = (a, b) if name[-1] == "a" else (b, a)
            if name[0] == "s" and len(stack) > 1:
                stack[0], stack[1] = stack[1], stack[0]
            elif name[0] == "p" and other:
                stack.appendleft(other.popleft())
            elif name[0] == "r":
                stack.rotate(1 if len(name) == 3 else -1)
    return None if b else a
