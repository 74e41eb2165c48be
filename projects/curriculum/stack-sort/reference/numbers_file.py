"""Reading the numbers, with everything that may be wrong with them."""

import re

LOWEST, HIGHEST = -(2**31), 2**31 - 1


def parse(text):
    """The whole numbers of a text. Raises ValueError if one is not, is too large, or comes twice."""
    words = text.split()
    for word in words:
        if not re.fullmatch(r"[+-]?[0-9]{1,20}", word):
            raise ValueError(f"not a whole number: {word!r}")
    numbers = [int(word) for word in words]
    for number in numbers:
        if not LOWEST <= number <= HIGHEST:
            raise ValueError(f"does not fit into 32 bits: {number}")
    if len(set(numbers)) < len(numbers):
        raise ValueError("a number comes twice")
    return numbers
