from math import dist


def one_round(points, centres):
    chosen = [min(range(len(centres)), key=lambda one, point=point: dist(point, centres[one])) for point in points]
    for number, centre in enumerate(centres):
        members = [point for point, mine in zip(points, chosen, strict=True) if mine == number]
        if members:
            centre[:] = [sum(column) / len(members) for column in zip(*members, strict=True)]
    return chosen, centres
