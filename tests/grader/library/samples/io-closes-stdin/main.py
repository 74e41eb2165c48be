import os
a, b = map(int, input().split())
os.close(0)
print(a + b)
