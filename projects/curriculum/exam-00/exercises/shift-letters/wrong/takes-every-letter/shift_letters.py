import sys

n = int(sys.argv[1]) % 26
def move(c):
    if not c.isalpha():
        return c
    base = ord("A") if c.isupper() else ord("a")
    return chr((ord(c) - base + n) % 26 + base)
sys.stdout.write("".join(map(move, sys.stdin.read())))
