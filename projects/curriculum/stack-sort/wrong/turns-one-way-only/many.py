"""Sorts numbers by taking the smallest to b, one after the other, without ever turning back."""


def short(ranks):
    ranks, names = list(ranks), []
    for rank in range(len(ranks)):
        place = ranks.index(rank)
        names += ["ra"] * place + ["pb"]
        ranks = ranks[place + 1:] + ranks[:place]
    return names + ["pa"] * names.count("pb")
