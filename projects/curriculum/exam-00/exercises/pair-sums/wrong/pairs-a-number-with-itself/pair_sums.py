import sys
from collections import Counter

target, *numbers = map(int, sys.stdin.read().split())
count = Counter(numbers)
print(sum(count[n] * count[target - n] for n in count) // 2)
