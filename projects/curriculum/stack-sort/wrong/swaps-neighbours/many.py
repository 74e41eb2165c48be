"""Sorts many numbers by swapping neighbours on a stack that turns."""


def short(ranks):
    ranks, names = list(ranks), []
    while ranks != sorted(ranks):
        for place in range(len(ranks)):
            following = (place + 1) % len(ranks)
            if following and ranks[place] > ranks[following]:
                ranks[place], ranks[following] = ranks[following], ranks[place]
                names.append("sa")
            names.append("ra")
    return names
