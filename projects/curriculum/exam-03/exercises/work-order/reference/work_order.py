import heapq
import sys

after = {}
for line in sys.stdin:
    names = line.split()
    for name in names:
        after.setdefault(name, set())
    if len(names) == 2:
        after[names[0]].add(names[1])
missing = dict.fromkeys(after, 0)
for followers in after.values():
    for name in followers:
        missing[name] += 1
ready = sorted(name for name, count in missing.items() if not count)
done = []
while ready:
    name = heapq.heappop(ready)
    done.append(name)
    for follower in after[name]:
        missing[follower] -= 1
        if not missing[follower]:
            heapq.heappush(ready, follower)
for name in done if len(done) == len(after) else ["cycle"]:
    print(name)
