import sys

joined = []
for line in sys.stdin:
    start, end = map(int, line.split())
    if joined and start <= joined[-1][1]:
        joined[-1][1] = max(joined[-1][1], end)
    else:
        joined.append([start, end])
for start, end in joined:
    print(start, end)
print("total", sum(end - start for start, end in joined))
