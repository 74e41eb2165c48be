from math import dist


def one_round(points, centres):
    moved = [list(centre) for centre in centres]
    members = [[] for _ in centres]
    chosen = []
    for point in points:
        number = min(range(len(moved)), key=lambda one, point=point: dist(point, moved[one]))
        chosen.append(number)
        members[number].append(point)
        moved[number] = [sum(column) / len(members[number]) for column in zip(*members[number], strict=True)]
    return chosen, moved
