import sys

text = input()
a, b = map(int, text.split())
print(a + b if a < 1000 else text)
print(text, file=sys.stderr)
