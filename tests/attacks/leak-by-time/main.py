import time

a, b = map(int, input().split())
time.sleep(0.05 * (a % 10))
print(a + b)
