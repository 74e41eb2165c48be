import sys

spans = sorted(tuple(map(int, line.split())) for line in sys.stdin if line.strip())
joined = []
for start, end in spans:
    if joined and start <= joined[-1][1]:
        joined[-1][1] = end
    else:
        joined.append([start, end])
for start, end in joined:
    print(start, end)
print("total", sum(end - start for start, end in joined))
