import sys

for line in sys.stdin:
    number = int(line)
    mirrored = int(str(abs(number))[::-1])
    print(-mirrored if number < 0 else mirrored)
