"""Makes citizens who donate their data, and small tables to try things on. Nobody in them exists.

    python projects/curriculum/my-data/cases/make.py

Ages and households hang together and quarters differ, as in a city, so that groups of equal people are
uneven. The three small tables of `ONE_CUT` were searched among thousands: a small mistake in what a cut is
thought to lose finds another cut than the best one. Rows are drawn one after the other. The labels are the
same rows: the scorer sees what became of them.
"""

import csv
import random
from pathlib import Path

CASES = Path(__file__).parent
HEAD = ["age", "sex", "place", "household"]
QUARTERS = {
    "동구": {"충장동": 2, "산수동": 5, "학운동": 3},
    "서구": {"상무동": 9, "화정동": 8, "풍암동": 6, "치평동": 7},
    "남구": {"봉선동": 7, "주월동": 6, "효덕동": 3},
    "북구": {"용봉동": 8, "문흥동": 6, "일곡동": 5, "운암동": 7, "석곡동": 1},
    "광산구": {"첨단동": 9, "수완동": 9, "송정동": 4, "하남동": 4, "임곡동": 1},
}
PLACES = [f"{district}/{quarter}" for district, quarters in QUARTERS.items() for quarter in quarters]
WEIGHTS = [weight for quarters in QUARTERS.values() for weight in quarters.values()]
YOUNG = {"북구/용봉동", "광산구/첨단동", "광산구/수완동", "동구/충장동"}

SUWAN, CHEOMDAN = "광산구/수완동", "광산구/첨단동"
ONE_CUT = {  # people, and the most that may be lost: what is lost after the best cut between unequal people
    "eleven": (
        [
            *((25, "F", SUWAN, 2), (23, "F", SUWAN, 2), (22, "F", SUWAN, 2), (21, "F", CHEOMDAN, 1)),
            *((21, "M", CHEOMDAN, 2), (20, "F", CHEOMDAN, 1), (24, "F", CHEOMDAN, 2), (20, "M", CHEOMDAN, 2)),
            *((23, "F", CHEOMDAN, 2), (20, "F", SUWAN, 1), (21, "M", CHEOMDAN, 1)),
        ],
        "0.2212",
    ),
    "six": (
        [
            *((35, "F", SUWAN, 1), (32, "F", SUWAN, 1), (32, "F", CHEOMDAN, 2)),
            *((35, "F", CHEOMDAN, 1), (32, "F", CHEOMDAN, 2), (33, "F", SUWAN, 2)),
        ],
        "0.0577",
    ),
    "nine": (
        [
            *((30, "M", SUWAN, 1), (27, "F", SUWAN, 1), (30, "F", CHEOMDAN, 1), (31, "F", SUWAN, 1)),
            *((23, "F", SUWAN, 1), (31, "M", CHEOMDAN, 1), (28, "F", SUWAN, 1), (29, "F", CHEOMDAN, 2)),
            (22, "F", SUWAN, 1),
        ],
        "0.2026",
    ),
}


def citizen(dice):
    place = dice.choices(PLACES, WEIGHTS)[0]
    middle = 31 if place in YOUNG else 55 if place in ("북구/석곡동", "광산구/임곡동") else 44
    age = min(max(round(dice.gauss(middle, 15)), 14), 99)
    usual = (8, 4, 2, 1, 0, 0) if age < 30 or age > 68 else (2, 4, 5, 6, 2, 1)
    return [age, dice.choice("FM"), place, dice.choices(range(1, 7), usual)[0]]


def write(name, rows, head=tuple(HEAD)):
    with (CASES / name).open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([head, *rows])


def main():
    dice = random.Random(2011)  # noqa: S311
    for name, count in (("donated", 1500), ("second", 1500)):
        rows = [citizen(dice) for _ in range(count)]
        write(f"{name}.csv", rows)
        write(f"{name}-labels.csv", [[",".join(map(str, row))] for row in rows], ["label"])
    write("street.csv", [citizen(dice) for _ in range(60)])
    write("twelve.csv", [citizen(dice) for _ in range(12)])
    write("nobody.csv", [])
    write("two.csv", [citizen(dice) for _ in range(2)])
    write("equal.csv", [[34, "F", "북구/용봉동", 2]] * 700)
    write(
        "stranger.csv",
        [[30 + i % 2, "F", "북구/용봉동", 2] for i in range(20)] + [[99, "M", "광산구/임곡동", 6]],
    )
    write("men.csv", [[40, "FM"[i % 3 == 0], "서구/상무동", 1] for i in range(31)])
    write("ends.csv", [[age, "M", "동구/학운동", 1] for age in (0, 99, 0, 99, 9, 10, 90, 89, 19, 20)])
    for name, (rows, most) in ONE_CUT.items():
        write(f"{name}.csv", rows)
        write(f"{name}-best.csv", rows, [*HEAD, most])
    write("bad-sex.csv", [[34, "F", "북구/용봉동", 2], [35, "여", "북구/용봉동", 2]])
    write("bad-district.csv", [[34, "F", "북구/용봉동", 2], [35, "F", "달구/용봉동", 2]])
    write("cell-missing.csv", [[34, "F", "북구/용봉동", 2], [35, "F", "북구/용봉동"]])
    write("bad-age.csv", [[34, "F", "북구/용봉동", 2], ["서른", "F", "북구/용봉동", 2]])
    write("bad-place.csv", [[34, "F", "북구/용봉동", 2], [35, "F", "북구", 2]])


main()
