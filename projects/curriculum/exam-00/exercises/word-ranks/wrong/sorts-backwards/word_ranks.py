import sys
from collections import Counter

counted = Counter(sys.stdin.read().lower().split())
ranked = sorted(counted.items(), key=lambda one: (one[1], one[0]), reverse=True)
most = int(sys.argv[1]) if len(sys.argv) > 1 else len(ranked)
for word, count in ranked[:most]:
    print(count, word)
