def folds(groups, k):
    members = {}
    for row, group in enumerate(groups):
        members.setdefault(group, []).append(row)
    if k < 2 or len(members) < k:
        raise ValueError("needs at least two folds, and a group for each of them")
    parts = [[] for _ in range(k)]
    for turn, rows in enumerate(sorted(members.values(), key=len, reverse=True)):
        parts[turn % k].extend(rows)
    return [sorted(part) for part in parts]
