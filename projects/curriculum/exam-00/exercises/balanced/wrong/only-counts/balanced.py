import sys

for line in sys.stdin:
    fine = all(line.count(a) == line.count(b) for a, b in ("()", "[]", "{}"))
    print("ok" if fine else "open")
