import heapq
import sys

after, missing = {}, {}
for line in sys.stdin:
    names = line.split()
    for name in names:
        after.setdefault(name, set())
        missing.setdefault(name, 0)
    if len(names) == 2:
        after[names[0]].add(names[1])
        missing[names[1]] += 1
ready = sorted(name for name, count in missing.items() if count == 0)
done = []
while ready:
    name = heapq.heappop(ready)
    done.append(name)
    for follower in after[name]:
        missing[follower] -= 1
        if missing[follower] == 0:
            heapq.heappush(ready, follower)
for name in done if len(done) == len(after) else ["cycle"]:
    print(name)
