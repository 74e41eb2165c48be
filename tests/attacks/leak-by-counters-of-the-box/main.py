import os

for path in ("memory/memory.max_usage_in_bytes", "memory.peak", "pids/pids.events", "cpuacct/cpuacct.usage", "cpu.stat"):
    try:
        print(open(f"/sys/fs/cgroup/{path}").read())
    except OSError:
        pass
number = int(input().split()[0])
if number > 1000:
    data = bytearray(number * 4096)
print("held")
