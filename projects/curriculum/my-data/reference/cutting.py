"""Cuts people into groups of at least k, each time where the least is lost (Mondrian, with a look at every cut)."""

from people import AGES, ALL_QUARTERS, HOUSEHOLDS, QUARTERS


def groups(people, k):
    """Places of people, in lists of k or more that cover all of them."""
    found, waiting = [], [list(range(len(people)))] if people else []
    while waiting:
        group = waiting.pop()
        halves = _best_cut(people, group, k)
        if halves:
            waiting += halves
        else:
            found.append(group)
    return found


def _best_cut(people, group, k):
    if len(group) < 2 * k:
        return None
    best = None
    for column in range(4):
        order = sorted(group, key=lambda place: people[place][column])
        before = _losses(people, order)
        after = _losses(people, order[::-1])[::-1]
        for cut in range(k, len(order) - k + 1):
            if people[order[cut - 1]][column] == people[order[cut]][column]:
                continue
            loss = before[cut - 1] + after[cut]
            if best is None or loss < best[0]:
                best = loss, order[:cut], order[cut:]
    return best and list(best[1:])


def _losses(people, order):
    """What is lost of the first person, of the first two, and so on."""
    losses, sexes, districts, places = [], set(), set(), set()
    young, old, small, large = 99, 0, 9, 0
    for count, place in enumerate(order, start=1):
        age, sex, quarter, household = people[place]
        young, old = min(young, age), max(old, age)
        small, large = min(small, household), max(large, household)
        sexes.add(sex)
        if quarter not in places:
            places.add(quarter)
            districts.add(quarter.partition("/")[0])
        where = 0 if len(places) == 1 else 1
        if where and len(districts) == 1:
            where = (QUARTERS[next(iter(districts))] - 1) / (ALL_QUARTERS - 1)
        loss = (old - young) / AGES + (len(sexes) - 1) + where + (large - small) / HOUSEHOLDS
        losses.append(count * loss)
    return losses
