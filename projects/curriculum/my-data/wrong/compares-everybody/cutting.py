"""Takes the two people of all that are left who are most alike, and the nearest ones to them."""

from itertools import combinations

from people import told


def groups(people, k):
    left, found = list(range(len(people))), []
    while len(left) >= 2 * k:
        group = list(min(combinations(left, 2), key=lambda pair: _vague(people, pair)))
        left = [place for place in left if place not in group]
        while len(group) < k:
            group.append(left.pop(min(range(len(left)), key=lambda at: _vague(people, [*group, left[at]]))))
        found.append(group)
    return [*found, left] if left else found


def _vague(people, group):
    """How vague a line is that fits the group and everybody who would fit it too."""
    cells = told([people[place] for place in group]).split(",")
    return sum(_width(cell) for cell in cells)


def _width(cell):
    low, dash, high = cell.partition("-")
    return int(high) - int(low) if dash else 0 if "/" in cell or cell.isalnum() else 50
