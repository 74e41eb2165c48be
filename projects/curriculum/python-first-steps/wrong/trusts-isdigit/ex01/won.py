"""Write an amount of won with commas, and again with the Korean units of ten thousand."""

import sys

UNITS = ["", "만", "억", "조", "경", "해"]
LIMIT = 10_000 ** len(UNITS)


def read_amount(text):
    """Raises ValueError for anything but the digits 0-9, and for more than 해 can hold."""
    if not text.isdigit():
        raise ValueError(f"not an amount: {text!r}")
    significant = text.lstrip("0") or "0"
    if len(significant) >= len(str(LIMIT)):
        raise ValueError("an amount must be below 10,000해")
    return int(significant)


def in_units(amount):
    """123450000 becomes '1억 2345만 원'."""
    groups = []
    for unit in UNITS:
        amount, rest = divmod(amount, 10_000)
        if rest:
            groups.append(f"{rest}{unit}")
    words = " ".join(reversed(groups)) or "0"
    return words + ("원" if words[-1].isdigit() else " 원")


def main(arguments):
    if len(arguments) != 1:
        raise ValueError("usage: won.py AMOUNT")
    amount = read_amount(arguments[0])
    print(f"{amount:,}원 = {in_units(amount)}")


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except ValueError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
