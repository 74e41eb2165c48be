import sys

PAIRS = {")": "(", "]": "[", "}": "{"}


def judged(line):
    still_open = []
    for place, letter in enumerate(line, start=1):
        if letter in PAIRS.values():
            still_open.append(letter)
        elif letter in PAIRS and (not still_open or still_open.pop() != PAIRS[letter]):
            return place
    return "open" if still_open else "ok"


for line in sys.stdin:
    print(judged(line.rstrip("\n")))
