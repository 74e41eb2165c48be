"""Makes the big maps of this folder and their answers. The answers come from SciPy, not from the reference.

python projects/curriculum/route-finder/cases/make.py
"""

import random
from itertools import pairwise
from pathlib import Path

from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

CASES = Path(__file__).parent
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def seeded(seed):
    """Dice that fall the same way every time."""
    return random.Random(seed)  # noqa: S311


def name(number):
    """A short name: a letter and then base 36."""
    text = ""
    while number or not text:
        number, digit = divmod(number, 36)
        text = DIGITS[digit] + text
    return "p" + text


def city(dice, width, height, *, oneway=0.15, toll=0.0):
    """The roads of a grid with gaps: (from, to, minutes, oneway, toll). Names say nothing about the place."""
    names = [name(number) for number in range(width * height)]
    dice.shuffle(names)
    roads = []
    for y in range(height):
        for x in range(width):
            here = names[y * width + x]
            for right, down in ((1, 0), (0, 1)):
                if x + right < width and y + down < height and dice.random() > 0.08:
                    ends = [here, names[(y + down) * width + x + right]]
                    dice.shuffle(ends)
                    paid = dice.random() < toll
                    minutes = dice.randint(1, 4) if paid else dice.randint(2, 20)
                    roads.append((*ends, minutes, dice.random() < oneway, paid))
    dice.shuffle(roads)
    return names, roads


def tangle(dice, places, count):
    """Roads between places drawn by chance, nearly all of them one-way."""
    names = [name(number) for number in range(places)]
    roads = [
        (*dice.sample(names, 2), dice.randint(1, 1000), dice.random() < 0.9, False) for _ in range(count)
    ]
    return names, roads


def hub(arms):
    """A hub that each arm reaches a little sooner than the one before, with as many roads out of it."""
    roads = [("start", name(i), i + 1, True, False) for i in range(arms)]
    roads += [(name(i), "hub", 2 * (arms - i), True, False) for i in range(arms)]
    roads += [("hub", name(arms + i), 2, True, False) for i in range(arms)]
    roads += [(name(arms + i), "end", arms - i, True, False) for i in range(arms)]
    return roads


def chain(dice, length):
    """One long road through all places, written from its end, with a detour at each step."""
    names = [name(number) for number in range(length)]
    dice.shuffle(names)
    roads = [(a, b, dice.randint(1, 9), False, False) for a, b in pairwise(names)]
    roads += [(a, c, 19, True, False) for a, c in zip(names, names[2:], strict=False)]
    return names, roads[::-1]


def write(file, roads):
    marks = (" oneway", " toll")
    lines = [
        f"{a} {b} {minutes}{''.join(mark for mark, on in zip(marks, (one, paid), strict=True) if on)}\n"
        for a, b, minutes, one, paid in roads
    ]
    (CASES / file).write_text("".join(lines))


def places(roads):
    """In the order of their first appearance, with their numbers."""
    return {
        place: number for number, place in enumerate(dict.fromkeys(p for road in roads for p in road[:2]))
    }


def times(roads, starts, *, layers=1, tolls_count=False, fewest=False):
    """Minutes from each start to each place and layer; where tolls count, a toll road leads a layer up."""
    index = places(roads)
    least = {}
    for a, b, minutes, one, paid in roads:
        for layer in range(layers):
            up = layer + (1 if paid and tolls_count else 0)
            if up == layers:
                continue
            for here, there in ((a, b),) if one else ((a, b), (b, a)):
                step = (layer * len(index) + index[here], up * len(index) + index[there])
                least[step] = min(least.get(step, minutes), minutes)
    rows, columns = zip(*least, strict=True)
    size = layers * len(index)
    matrix = csr_matrix((list(least.values()), (rows, columns)), shape=(size, size))
    return index, dijkstra(matrix, indices=[index[start] for start in starts], unweighted=fewest)


def best(roads, start, end, *, tolls=None, fewest=False):
    layers = 1 if tolls is None else tolls + 1
    index, found = times(roads, [start], layers=layers, tolls_count=tolls is not None, fewest=fewest)
    return int(min(found[0][layer * len(index) + index[end]] for layer in range(layers)))


def nearest(roads, stations):
    index, found = times(roads, stations)
    lines = []
    for place, column in index.items():
        minutes = min(row[column] for row in found)
        first = next(i for i, row in enumerate(found) if row[column] == minutes)
        lines.append(
            f"{place} - -\n" if minutes == float("inf") else f"{place} {stations[first]} {minutes:.0f}\n"
        )
    return "".join(lines)


def main():
    names, roads = city(seeded(1), 95, 95)
    write("city.txt", roads)
    corners = names[0], names[-1]
    print("city", *corners, best(roads, *corners, fewest=True), "roads", best(roads, *corners), "minutes")
    stations = seeded(2).sample(names, 150)
    (CASES / "city-stations.out").write_text(nearest(roads, stations))
    print("stations", "[" + ", ".join(stations) + "]")

    names, roads = tangle(seeded(3), 4000, 14500)
    write("tangle.txt", roads)
    print("tangle", names[0], names[1], best(roads, names[0], names[1]), "minutes")

    write("hub.txt", roads := hub(3200))
    print("hub start end", best(roads, "start", "end"), "minutes")

    names, roads = chain(seeded(4), 9000)
    write("chain.txt", roads)
    ends = names[0], names[-1]
    print("chain", *ends, best(roads, *ends, fewest=True), "roads", best(roads, *ends), "minutes")

    names, roads = city(seeded(5), 30, 30, toll=0.2)
    write("toll-city.txt", roads)
    corners = names[0], names[-1]
    for tolls in (0, 3, 12, 1000):
        print("toll-city", *corners, tolls, best(roads, *corners, tolls=min(tolls, 60)), "minutes")


main()
