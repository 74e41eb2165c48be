import sys
from string import ascii_lowercase as small

n = int(sys.argv[1]) % 26
moved = small[n:] + small[:n]
table = str.maketrans(small + small.upper(), moved + moved.upper())
sys.stdout.write(sys.stdin.read().translate(table))
