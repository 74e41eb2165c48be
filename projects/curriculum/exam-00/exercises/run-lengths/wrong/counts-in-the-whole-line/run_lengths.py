import sys

for line in sys.stdin:
    text = line.rstrip("\n")
    print("".join(c + (str(text.count(c)) if text.count(c) > 1 else "") for c in dict.fromkeys(text)))
