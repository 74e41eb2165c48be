import sys

print("-> 21\n<- 42\n→ 4\n← 8\npassed", flush=True)
for line in sys.stdin:
    print(f"→ {line.strip()}\n← {2 * int(line)}\npassed", flush=True)
