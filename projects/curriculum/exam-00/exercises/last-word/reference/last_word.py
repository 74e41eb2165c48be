import sys

for line in sys.stdin:
    words = line.split()
    print(words[-1] if words else "")
