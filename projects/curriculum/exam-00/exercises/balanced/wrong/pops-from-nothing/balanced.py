import sys

PAIRS = {")": "(", "]": "[", "}": "{"}
for line in sys.stdin:
    stack, said = [], ""
    for place, c in enumerate(line, start=1):
        if c in "([{":
            stack.append(c)
        elif c in PAIRS and stack.pop() != PAIRS[c]:
            said = said or str(place)
    print(said or ("open" if stack else "ok"))
