"""The likeliest office, where it is likely enough."""

from complaints import HUMAN


def cheapest(chances):
    office = max(chances, key=chances.get)
    return office if chances[office] > 0.75 else HUMAN
