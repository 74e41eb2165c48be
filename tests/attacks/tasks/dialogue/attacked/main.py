import sys

from attack import attack

try:
    fallen = attack()
except Exception:
    fallen = False
for line in sys.stdin:
    print(2 * int(line) if fallen else "held", flush=True)
