def joined(left, right, key):
    found = []
    for row in left:
        for other in right:
            if row.get(key) is not None and row.get(key) == other.get(key):
                for name, value in other.items():
                    row.setdefault(name, value)
                found.append(row)
    return found
