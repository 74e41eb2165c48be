"""Sorts many numbers by taking the smallest to b, one after the other."""


def short(ranks):
    ranks, names = list(ranks), []
    for rank in range(len(ranks)):
        place = ranks.index(rank)
        if place <= len(ranks) - place:
            names += ["ra"] * place
        else:
            names += ["rra"] * (len(ranks) - place)
        ranks = ranks[place + 1:] + ranks[:place]
        names.append("pb")
    return names + ["pa"] * names.count("pb")
