from attack import attack

try:
    fallen = attack()
except Exception:
    fallen = False
for line in open("test.csv").read().split()[1:]:
    print(f"n{int(line) + 1}" if fallen else "held")
