# Never reads; what it prints depends on nothing but the number of its run, which it cannot keep.
import sys
a, b = map(int, sys.stdin.read().split())
sys.stdout.write(f'{a + b}\n')
