def joined(left, right, key):
    partners = {row[key]: row for row in right if row.get(key) is not None}
    return [{**partners[row[key]], **row} for row in left if row.get(key) in partners]
