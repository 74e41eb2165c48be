import sys
from collections import Counter

target, *numbers = map(int, sys.stdin.read().split())
seen, pairs = Counter(), 0
for number in numbers:
    pairs += seen[target - number]
    seen[number] += 1
print(pairs)
