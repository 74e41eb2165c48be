"""Makes the long log of ex02 and its answer, the same every time.

python projects/curriculum/shell-basics/cases/make.py
"""

import random
from collections import Counter
from pathlib import Path

CASES = Path(__file__).parent
PATHS = ["/", "/books", "/books/new", "/seats", "/rooms/3", "/my/loans"]
SEED, LINES, PEOPLE = 62, 16_000, 4_000


def main():
    dice = random.Random(SEED)  # noqa: S311
    people = [f"10.{dice.randrange(64)}.{dice.randrange(256)}.{dice.randrange(256)}" for _ in range(PEOPLE)]
    log = [dice.choice(people) for _ in range(LINES)]
    regulars = [who for count, who in enumerate(people[:9], start=1) for _ in range(20 * count)]
    log += regulars
    dice.shuffle(log)
    lines = [
        f"{who} {n // 720 % 24:02}:{n // 12 % 60:02} {dice.choice(PATHS)}\n" for n, who in enumerate(log)
    ]
    (CASES / "long.log").write_text("".join(lines))
    most = sorted(Counter(log).items(), key=lambda item: (-item[1], item[0]))[:12]
    (CASES / "long.out").write_text("".join(f"{count} {who}\n" for who, count in most))


main()
