#!/bin/sh
# What each district has used.

exec python3 - "$@" <<'END'
import sys
from collections import Counter

total, faults = Counter(), 0
try:
    files = [(name, open(name, encoding="utf-8")) for name in sys.argv[1:]]
except OSError as error:
    sys.exit((print(error, file=sys.stderr), 2)[1])
for name, file in files:
    for number, line in enumerate(file.read().splitlines(), start=1):
        fields = line.split(",")
        if number == 1 or not line:
            continue
        if len(fields) != 3 or not fields[2].isdecimal():
            print(f"{name}:{number}: not a reading", file=sys.stderr)
            faults = 1
            continue
        total[fields[1]] += int(fields[2])
for kwh, district in sorted((-kwh, district) for district, kwh in total.items()):
    print(-kwh, district)
sys.exit(faults)
END
