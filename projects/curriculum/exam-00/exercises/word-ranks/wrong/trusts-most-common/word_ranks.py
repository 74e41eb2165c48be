import sys
from collections import Counter

counted = Counter(sys.stdin.read().lower().split())
most = int(sys.argv[1]) if len(sys.argv) > 1 else None
for word, count in counted.most_common(most):
    print(count, word)
