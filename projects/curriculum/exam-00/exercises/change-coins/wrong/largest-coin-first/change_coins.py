import sys

amount, *coins = map(int, sys.argv[1:])
used = 0
for coin in sorted(coins, reverse=True):
    used += amount // coin
    amount %= coin
print(used if amount == 0 else -1)
