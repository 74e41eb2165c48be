import sys

for line in sys.stdin:
    print("9" * 60_000, flush=True)
