"""Writes what is expected of the large cases, which is known from how their arguments are made.

python projects/curriculum/array-kernel/cases/make.py
"""

import json
from pathlib import Path

CASES = Path(__file__).parent
ACROSS, POINTS = 90, 10_000
BEACONS, STEPS = 100 * 100, 100


def write(name, value):
    (CASES / name).write_text(json.dumps(value, separators=(",", ":")) + "\n", encoding="utf-8")


def main():
    """Centres stand 10 apart in a square of 90; each point is put within 4 of the centre that it must find.

    A beacon has 8 cells and 6 by turns, and in a field of its own of 6 by 6 it meets no other.
    """
    write("nearest.json", [number * 7919 % ACROSS**2 for number in range(POINTS)])
    write("beacons.json", [BEACONS * (6 if step % 2 else 8) for step in range(STEPS + 1)])


main()
