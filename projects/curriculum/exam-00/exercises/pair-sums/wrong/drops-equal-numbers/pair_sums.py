import sys

target, *numbers = map(int, sys.stdin.read().split())
values = set(numbers)
print(sum(1 for n in values if n < target - n and target - n in values))
