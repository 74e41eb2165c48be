a, b = map(int, input().split())
print(f"\ufeff{a + b}\u200b\0")
