import sys

for line in sys.stdin:
    text = line.strip()
    sign = "-" if text.startswith("-") else ""
    print(sign + str(int(text.lstrip("+-")[::-1])))
