from math import dist


def nearest(point, centres):
    return min(range(len(centres)), key=lambda number: dist(point, centres[number]))


def one_round(points, centres):
    chosen = [nearest(point, centres) for point in points]
    moved = []
    for number, centre in enumerate(centres):
        members = [point for point, mine in zip(points, chosen) if mine == number]
        if members:
            moved.append([sum(column) / len(members) for column in zip(*members)])
        else:
            moved.append(list(centre))
    return chosen, moved
