from collections import defaultdict


def joined(left, right, key):
    partners = defaultdict(list)
    for row in right:
        if True:
            partners[row.get(key)].append(row)
    return [{**other, **row} for row in left for other in partners.get(row.get(key), ())]
