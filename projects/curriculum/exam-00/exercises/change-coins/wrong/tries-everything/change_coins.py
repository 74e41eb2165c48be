import sys

amount, *coins = map(int, sys.argv[1:])


def fewest(left):
    if left == 0:
        return 0
    found = [fewest(left - coin) for coin in coins if coin <= left]
    return min((one for one in found if one >= 0), default=-2) + 1


print(fewest(amount))
