"""What an answer can be expected to cost, and which costs least."""

from complaints import ASKED, ASTRAY, DANGER, HUMAN, OFFICES


def cost(office, chosen):
    """Letters that a clerk has to write when a complaint for an office goes where was chosen."""
    if chosen == office:
        return 0
    if chosen == HUMAN:
        return ASKED
    return DANGER if office == "안전과" else ASTRAY


def cheapest(chances):
    """One of the offices, or to ask, which comes first among equals. `chances` are those of the offices by name."""

    def expected(chosen):
        return sum(chance * cost(office, chosen) for office, chance in chances.items())

    return min((HUMAN, *OFFICES), key=expected)
