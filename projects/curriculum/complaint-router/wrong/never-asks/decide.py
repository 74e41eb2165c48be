"""What sending can be expected to cost, and where it costs least."""

from complaints import ASTRAY, DANGER, OFFICES


def cost(office, chosen):
    """Letters that a clerk has to write when a complaint for an office goes where was chosen."""
    if chosen == office:
        return 0
    return DANGER if office == "안전과" else ASTRAY


def cheapest(chances):
    """One of the offices. `chances` are those of the offices by name."""

    def expected(chosen):
        return sum(chance * cost(office, chosen) for office, chance in chances.items())

    return min(OFFICES, key=expected)
