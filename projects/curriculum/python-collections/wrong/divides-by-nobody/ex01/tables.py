"""Tables as lists of dictionaries: grouping, averaging, joining."""

from collections import defaultdict


def group_by(rows, key):
    """The rows of each value of a column. Raises KeyError for a row without that column."""
    groups = defaultdict(list)
    for row in rows:
        groups[row[key]].append(row)
    return dict(groups)


def averages(rows, by, of):
    """The mean of column `of` for each value of column `by`; a row without a number does not count."""
    found = {}
    for value, group in group_by(rows, by).items():
        known = [row[of] for row in group if row.get(of) is not None]
        found[value] = sum(known) / len(known)
    return found


def join(left, right, key):
    """One row for each pair of rows that agree in the key; the left row wins where both know a column."""
    partners = group_by(right, key)
    # The row comes first for its order of columns, and again last for its values.
    return [row | partner | row for row in left for partner in partners.get(row[key], [])]
