"""Makes the synthetic shelters and their visitors: python3 -m app.make FOLDER."""

import csv
import random
import sys
from pathlib import Path

DISTRICTS = {"동구": (35.146, 126.923), "서구": (35.152, 126.890), "남구": (35.133, 126.902), "북구": (35.174, 126.912), "광산구": (35.139, 126.793)}


SEED, SHELTERS, DAYS = 2026, 60, 14
NORTH, EAST = 0.01, 0.012  # degrees that shelters lie around the middle of a district
SEATS, OPENS, CLOSES = [12, 20, 30, 50], [9, 9, 10], [17, 18, 21]
LIKED, HEAT = (0.2, 0.9), (0.7, 1.2)  # the part of the seats that is taken at the hottest hour, and by the day
HOTTEST, WANES, LEAST = 15, 8, 0.1  # an hour, in how many hours it empties, what stays


def shelters(dice):
    for number in range(SHELTERS):
        district = dice.choice(sorted(DISTRICTS))
        x, y = DISTRICTS[district]
        yield {
            "id": f"S{number:02}",
            "district": district,
            "latitude": f"{dice.gauss(x, NORTH):.5f}",
            "longitude": f"{dice.gauss(y, EAST):.5f}",
            "seats": dice.choice(SEATS),
            "opens": dice.choice(OPENS),
            "closes": dice.choice(CLOSES),
        }


def visits(rows, dice):
    """How many sat in a shelter at an hour of a day."""
    for row in rows:
        liked = dice.uniform(*LIKED)
        for day in range(DAYS):
            share = liked * dice.uniform(*HEAT)
            for hour in range(row["opens"], row["closes"]):
                taken = round(row["seats"] * share * max(LEAST, 1 - abs(hour - HOTTEST) / WANES))
                yield {"id": row["id"], "day": day, "hour": hour, "taken": min(row["seats"], taken)}


def write(path, rows):
    rows = list(rows)
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.DictWriter(file, rows[0])
        table.writeheader()
        table.writerows(rows)


def main(folder):
    dice, folder = random.Random(SEED), Path(folder)
    folder.mkdir(exist_ok=True)
    made = list(shelters(dice))
    write(folder / "shelters.csv", made)
    write(folder / "visits.csv", visits(made, dice))


if __name__ == "__main__":
    main(sys.argv[1])
