import sys

amount, *coins = map(int, sys.argv[1:])
best = {0: 0}
for coin in coins:
    for value, used in list(best.items()):
        best[value + coin] = min(best.get(value + coin, used + 1), used + 1)
print(best.get(amount, -1))
