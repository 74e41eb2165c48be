def joined(left, right, key):
    return [
        {**other, **row}
        for row in left
        for other in right
        if row.get(key) is not None and row.get(key) == other.get(key)
    ]
