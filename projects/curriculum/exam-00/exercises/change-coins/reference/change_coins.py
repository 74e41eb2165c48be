import sys

amount, *coins = map(int, sys.argv[1:])
NEVER = amount + 1
fewest = [0] + [NEVER] * amount
for value in range(1, amount + 1):
    fewest[value] = min((fewest[value - coin] + 1 for coin in coins if coin <= value), default=NEVER)
print(fewest[amount] if fewest[amount] < NEVER else -1)
