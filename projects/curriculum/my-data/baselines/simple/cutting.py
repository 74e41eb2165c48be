"""Cuts at the middle of the column that is spread widest, as long as both halves have k people (Mondrian)."""


def groups(people, k):
    found, waiting = [], [list(range(len(people)))] if people else []
    while waiting:
        group = waiting.pop()
        halves = _halves(people, group, k)
        if halves:
            waiting += halves
        else:
            found.append(group)
    return found


def _halves(people, group, k):
    for column in sorted(range(4), key=lambda each: -len({people[place][each] for place in group})):
        order = sorted(group, key=lambda place: people[place][column])
        middle = people[order[len(order) // 2]][column]
        left = [place for place in order if people[place][column] < middle]
        right = [place for place in order if people[place][column] >= middle]
        if len(left) >= k and len(right) >= k:
            return [left, right]
    return None
