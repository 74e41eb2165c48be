import sys

cells = {(x, y): cell for y, line in enumerate(sys.stdin) for x, cell in enumerate(line.rstrip("\n")) if cell != "#"}


def lengths(place, walked):
    if cells[place] == "E":
        yield len(walked)
        return
    x, y = place
    for near in ((x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)):
        if near in cells and near not in walked and near != place:
            yield from lengths(near, walked | {place})


print(min(lengths(next(place for place, cell in cells.items() if cell == "S"), frozenset()), default="none"))
