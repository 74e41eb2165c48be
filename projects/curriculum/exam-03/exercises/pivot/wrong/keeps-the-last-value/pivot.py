def pivot(rows, down, across, value):
    sums = {}
    for row in rows:
        cell = row[down], row[across]
        sums[cell] = row[value]
    columns = sorted({row[across] for row in rows})
    names = sorted({row[down] for row in rows})
    return [[down, *columns], *([name, *(sums.get((name, column)) for column in columns)] for name in names)]
