import sys

n = int(sys.argv[1])
sys.stdout.write("".join(chr(ord(c) + n) if c.isascii() and c.isalpha() else c for c in sys.stdin.read()))
