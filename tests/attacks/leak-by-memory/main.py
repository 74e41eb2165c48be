a, b = map(int, input().split())
data = bytearray(1024 * (a % 10_000))
print(a + b)
