from collections import defaultdict


def joined(left, right, key):
    partners = defaultdict(list)
    for row in right:
        if row.get(key) is not None:
            partners[row[key]].append(row)
    return [{**other, **row} for row in left for other in partners.get(row.get(key), ())]
