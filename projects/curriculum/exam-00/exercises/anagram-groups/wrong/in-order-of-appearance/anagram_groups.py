import sys
from collections import defaultdict

groups = defaultdict(dict)
for word in sys.stdin.read().split():
    groups["".join(sorted(word))][word] = 1
for group in groups.values():
    if len(group) > 1:
        print(" ".join(sorted(group)))
