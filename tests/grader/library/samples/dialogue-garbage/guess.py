input()
print("\x1b[31m½ ２ {}\n" * 3, flush=True)
input()
