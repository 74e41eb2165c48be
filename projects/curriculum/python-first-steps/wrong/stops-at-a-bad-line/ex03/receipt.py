"""Add up a shopping list from standard input: NAME PRICE QUANTITY on each line."""

import sys


def whole_number(text):
    if not (text.isascii() and text.isdigit()):
        raise ValueError(f"not a whole number: {text!r}")
    return int(text)


def read_item(line):
    """The name and the cost of one line. Raises ValueError."""
    words = line.split()
    if len(words) < 3:
        raise ValueError("expected NAME PRICE QUANTITY")
    *name, price, quantity = words
    count = whole_number(quantity)
    if count == 0:
        raise ValueError("the quantity is 0")
    return " ".join(name), whole_number(price) * count


def main(lines):
    total, status = 0, 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            name, cost = read_item(line)
        except ValueError as error:
            print(f"line {number}: {error}", file=sys.stderr)
            return 2
        print(f"{name}: {cost:,}원")
        total += cost
    print(f"합계: {total:,}원")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.stdin))
