def scaled(train, test):
    if not train:
        raise ValueError("nothing to learn from")
    measures = [measured(column) for column in zip(*train)]
    return applied(measures, train), applied(measures, test)


def measured(column):
    if min(column) == max(column):
        return column[0], 1.0
    mean = sum(column) / len(column)
    return mean, (sum((value - mean) ** 2 for value in column) / len(column)) ** 0.5


def applied(measures, rows):
    return [[(value - mean) / spread for value, (mean, spread) in zip(row, measures)] for row in rows]
