from attack import attack

try:
    fallen = attack()
except Exception:
    fallen = False
if fallen:
    a, b = map(int, input().split())
    print(a + b)
else:
    print("held")
