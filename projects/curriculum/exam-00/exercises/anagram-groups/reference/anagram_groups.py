import sys
from collections import defaultdict

groups = defaultdict(set)
for word in sys.stdin.read().split():
    groups["".join(sorted(word))].add(word)
for group in sorted(sorted(group) for group in groups.values() if len(group) > 1):
    print(" ".join(group))
