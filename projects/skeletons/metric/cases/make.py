"""TODO(author): makes the data from a fixed seed, shuffled and without an id. Say in the subject that it is made up.

python cases/make.py, in the folder of the project
"""

import random
from pathlib import Path

CASES = Path(__file__).parent


def main():
    dice = random.Random(1)
    rows = [(dice.randint(0, 99), dice.randint(0, 99)) for _ in range(200)]
    (CASES / "test.csv").write_text("a,b\n" + "".join(f"{a},{b}\n" for a, b in rows))
    (CASES / "labels.csv").write_text("label\n" + "".join(f"{_label(a, b)}\n" for a, b in rows))


def _label(a, b):
    return "yes" if a > 40 and b > 30 else "no"


if __name__ == "__main__":
    main()
