import sys

n = int(sys.argv[1]) % 26
text = sys.stdin.read()
sys.stdout.write("".join(chr((ord(c) - 97 + n) % 26 + 97) if "a" <= c <= "z" else c for c in text))
