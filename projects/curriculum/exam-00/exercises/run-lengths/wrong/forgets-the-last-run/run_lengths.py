import sys

for line in sys.stdin:
    text, out, count = line.rstrip("\n"), "", 1
    for before, now in zip(text, text[1:]):
        if before == now:
            count += 1
        else:
            out += before + (str(count) if count > 1 else "")
            count = 1
    print(out)
