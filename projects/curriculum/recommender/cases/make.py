"""Makes loans of an invented library in Gwangju. No reader and no book is real.

    python projects/curriculum/recommender/cases/make.py

Readers have a few tastes, books serve a few, and well-known books are taken home by everybody. Days tell how
long a book was kept: one that was taken by mistake, or only because it lay on a table, comes back soon.
Readers and books are numbered by lot.
"""

import csv
import math
import random
from pathlib import Path

CASES = Path(__file__).parent
READERS, BOOKS, TASTES = 700, 420, 9
HIDDEN = 6  # loans of each reader that are to be foretold
NEW = 0.05  # readers of whom nothing is known yet


def tastes(dice, most):
    """A few of all tastes, one of them stronger than the others."""
    own = [0.0] * TASTES
    for strength, taste in zip((1.0, 0.7, 0.4), dice.sample(range(TASTES), most), strict=False):
        own[taste] = strength * dice.uniform(0.7, 1.2)
    return own


class Library:
    def __init__(self, dice):
        self.dice = dice
        self.names = [f"b{number:03}" for number in dice.sample(range(BOOKS), BOOKS)]
        self.books = [tastes(dice, dice.choice((1, 1, 2, 3))) for _ in range(BOOKS)]
        self.fame = [math.exp(dice.gauss(0, 1.0)) for _ in range(BOOKS)]

    def loans(self, count):
        """Books and days, as one reader takes them."""
        taste = tastes(self.dice, self.dice.choice((1, 2, 3)))
        fit = [sum(own * served for own, served in zip(taste, book, strict=True)) for book in self.books]
        liked = _drawn(
            self.dice,
            [fame * math.exp(4.2 * match) for fame, match in zip(self.fame, fit, strict=True)],
            count,
        )
        chance = _drawn(self.dice, [fame**1.5 for fame in self.fame], round(count * 0.45))
        days = {book: max(1, round(self.dice.gammavariate(1.2, 1.3))) for book in chance}
        days |= {book: max(1, round(self.dice.gammavariate(5, 2.6))) for book in liked}
        return liked, days


def _drawn(dice, weights, count):
    """So many numbers, none of them twice, by their weights."""
    lots = [math.log(dice.random()) / weight for weight in weights]
    return sorted(range(len(lots)), key=lots.__getitem__, reverse=True)[:count]


def write(name, head, lines):
    with (CASES / name).open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([head, *lines])


def main():
    dice = random.Random(8150)  # noqa: S311
    library = Library(dice)
    train, asked = [], []
    for number in dice.sample(range(READERS), READERS):
        reader = f"r{number:03}"
        liked, days = library.loans(HIDDEN + min(60, 6 + int(dice.expovariate(1 / 12))))
        hidden = dice.sample(liked, HIDDEN)
        if dice.random() >= NEW:
            train += [
                [reader, library.names[book], kept] for book, kept in days.items() if book not in hidden
            ]
        asked.append((reader, " ".join(f"{library.names[book]}=1" for book in hidden)))
    dice.shuffle(train)
    dice.shuffle(asked)
    write("loans.csv", ["reader", "book", "days"], train)
    write("readers.csv", ["reader"], [[reader] for reader, _ in asked])
    write("labels.csv", ["label"], [[gains] for _, gains in asked])


main()
