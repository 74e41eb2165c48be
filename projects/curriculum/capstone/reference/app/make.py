"""Makes the synthetic shelters and their visitors: python3 -m app.make FOLDER."""

import csv
import random
import sys
from pathlib import Path

DISTRICTS = {"동구": (35.146, 126.923), "서구": (35.152, 126.890), "남구": (35.133, 126.902), "북구": (35.174, 126.912), "광산구": (35.139, 126.793)}


def shelters(dice):
    for number in range(60):
        district = dice.choice(sorted(DISTRICTS))
        x, y = DISTRICTS[district]
        opens = dice.choice([9, 9, 10])
        yield {
            "id": f"S{number:02}",
            "district": district,
            "latitude": round(x + dice.gauss(0, 0.01), 5),
            "longitude": round(y + dice.gauss(0, 0.012), 5),
            "seats": dice.choice([12, 20, 30, 50]),
            "opens": opens,
            "closes": dice.choice([17, 18, 21]),
        }


def visits(rows, dice, days=14):
    """How many sat in a shelter at an hour of a day."""
    for row in rows:
        liked = dice.uniform(0.2, 0.9)
        for day in range(days):
            hot = dice.uniform(0.7, 1.2)
            for hour in range(row["opens"], row["closes"]):
                share = liked * hot * max(0.1, 1 - abs(hour - 15) / 8)
                yield {"id": row["id"], "day": day, "hour": hour, "taken": min(row["seats"], round(share * row["seats"]))}


def write(path, rows):
    rows = list(rows)
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.DictWriter(file, rows[0])
        table.writeheader()
        table.writerows(rows)


def main(folder):
    dice, folder = random.Random(2026), Path(folder)
    folder.mkdir(exist_ok=True)
    made = list(shelters(dice))
    write(folder / "shelters.csv", made)
    write(folder / "visits.csv", visits(made, dice))


if __name__ == "__main__":
    main(sys.argv[1])
