"""What a day of routing costs, in letters that a clerk has to write: the mean over all complaints."""

HUMAN = "상담원"
ASKED, ASTRAY, DANGER = 1, 4, 12


def score(labels, predictions):
    costs = [cost(label, chosen) for label, chosen in zip(labels, predictions, strict=True)]
    return sum(costs) / len(costs)


def cost(label, chosen):
    if chosen == label:
        return 0
    if chosen == HUMAN:
        return ASKED
    return DANGER if label == "안전과" else ASTRAY
