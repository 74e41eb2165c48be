"""An amount and coins anew for each run. Counts by what can be paid with one coin, with two, with three, …"""

import random


def purse(seed, given):
    dice = random.Random(seed)  # noqa: S311
    coins = dice.sample(range(2, 60), given["coins"])
    amount = dice.randint(given["most"] // 2, given["most"])
    return {"args": [str(amount), *map(str, coins)], "expect": f"{_fewest(amount, coins)}\n"}


def _fewest(amount, coins):
    paid, known, count = {0}, {0}, 0
    while paid:
        if amount in paid:
            return count
        paid = {sum_ + coin for sum_ in paid for coin in coins if sum_ + coin <= amount} - known
        known |= paid
        count += 1
    return -1
