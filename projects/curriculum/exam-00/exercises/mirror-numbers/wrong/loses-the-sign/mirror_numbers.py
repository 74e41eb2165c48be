import sys

for line in sys.stdin:
    print(int(str(abs(int(line)))[::-1]))
