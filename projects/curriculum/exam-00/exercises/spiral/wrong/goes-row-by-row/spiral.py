import sys

first, *rest = sys.stdin.read().splitlines()
met = []
for number, line in enumerate(rest):
    met += line.split()[:: -1 if number % 2 else 1]
print(" ".join(met))
