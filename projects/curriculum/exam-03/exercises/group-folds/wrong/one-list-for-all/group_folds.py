def folds(groups, k):
    members = {}
    for row, group in enumerate(groups):
        members.setdefault(group, []).append(row)
    if k < 2 or len(members) < k:
        raise ValueError("needs at least two folds, and a group for each of them")
    parts = [[]] * k
    for rows in sorted(members.values(), key=len, reverse=True):
        min(parts, key=len).extend(rows)
    return [sorted(part) for part in parts]
