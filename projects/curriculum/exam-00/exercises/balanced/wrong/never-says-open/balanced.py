import sys

PAIRS = {")": "(", "]": "[", "}": "{"}
for line in sys.stdin:
    stack, said = [], "ok"
    for place, c in enumerate(line, start=1):
        if c in "([{":
            stack.append(c)
        elif c in PAIRS and (not stack or stack.pop() != PAIRS[c]):
            said = place
            break
    print(said)
