"""Makes tables anew for each run: clean ones first, which are then written the way that people write."""

import csv
import io
import random
from fractions import Fraction

NAMES = ["광주역", "양림동", "수완지구", "상무역", "충장로", "첨단"]


def written(seed, given):
    """The cells are drawn first, and then written in one of the ways that offices have."""
    dice = random.Random(seed)  # noqa: S311
    divider, mark = dice.choice(",;\t"), dice.choice(["", "\ufeff"])
    told = ["007", "NA", "광산구", f"역{divider} 앞", '"광장"', "줄\n바꿈", None, None]
    names = ["id", "name", "district", "note"]
    rows = [{name: dice.choice(told) for name in names} for _ in range(given["rows"])]
    file = io.StringIO()
    writer = csv.writer(file, delimiter=divider, lineterminator=dice.choice(["\n", "\r\n"]))
    writer.writerow(names)
    for row in rows:
        cells = ["" if cell is None else dice.choice(["", " "]) + cell for cell in row.values()]
        writer.writerow(dice.choice([cells, [f"{cell} " for cell in cells]]))
    expect = [row for row in rows if any(row.values())]
    return {"args": ["made.csv"], "files": {"made.csv": mark + file.getvalue()}, "expect": expect}


def messy_rides(seed, given):
    """Some rows come with an older one of the same id before them, and between them stand some of no use."""
    dice = random.Random(seed)  # noqa: S311
    rows, kept = [], []
    for number in range(given["rides"]):
        rides = [_ride(dice, str(number)) for _ in range(dice.choice([1, 1, 2]))]
        rows += [_messy(dice, ride) for ride in rides]
        kept.append(rides[-1])
        if dice.random() < 0.3:
            rows.append(_messy(dice, rides[0]) | dice.choice(_useless(number)))
    return {"args": [rows], "expect": kept}


def _ride(dice, name):
    date = f"2025-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
    start = f"{date} {dice.randint(0, 23):02}:{dice.randint(0, 59):02}"
    return {"id": name, "station": dice.choice("abc"), "start": start, "minutes": dice.randint(1, 200)}


def _messy(dice, ride):
    date, time = ride["start"].split()
    year, month, day = date.split("-")
    dates = [date, f"{year}.{int(month)}.{int(day)}", date.replace("-", "/")]
    times = [time, time.removeprefix("0")]
    hours, minutes = divmod(ride["minutes"], 60)
    told = [str(ride["minutes"]), f"{ride['minutes']}분"]
    if hours:
        told.append(f"{hours}시간 {minutes}분" if minutes else f"{hours}시간")
    return ride | {"start": f"{dice.choice(dates)} {dice.choice(times)}", "minutes": dice.choice(told)}


def _useless(number):
    return [
        {"start": "2025-02-30 10:00"},
        {"minutes": "0분"},
        {"minutes": "모름"},
        {"station": None},
        {"id": None},
    ]


def summaries(seed, given):
    """Counted one by one. Draws again where rounding a mean would be a matter of taste."""
    dice = random.Random(seed)  # noqa: S311
    undecided = True
    while undecided:
        stations = [
            {"id": str(number), "name": name, "district": dice.choice(["북구", "남구", None]), "racks": 5}
            for number, name in enumerate(NAMES)
        ]
        rides = [
            _ride(dice, str(number)) | {"station": str(dice.randint(0, 7))}
            for number in range(given["rides"])
        ]
        found = {
            one["id"]: [ride["minutes"] for ride in rides if ride["station"] == one["id"]] for one in stations
        }
        means = [Fraction(sum(minutes), len(minutes)) for minutes in found.values() if minutes]
        undecided = any((mean * 10) % 1 == Fraction(1, 2) for mean in means)
    most = dice.randint(3, len(NAMES))
    ranked = sorted((-len(found[one["id"]]), one["name"], found[one["id"]]) for one in stations)
    hours = [sum(int(ride["start"][11:13]) == hour for ride in rides) for hour in range(24)]
    return {
        "steps": [
            {"args": [stations, rides, most], "expect": [_told(*one) for one in ranked[:most]]},
            {"call": "by_hour", "args": [rides], "expect": hours},
            {"call": "by_month", "args": [stations, rides], "expect": _by_month(stations, rides)},
        ]
    }


def _told(count, name, minutes):
    return (name, -count, round(sum(minutes) / len(minutes), 1) if minutes else None)


def _by_month(stations, rides):
    district_of = {one["id"]: one["district"] or "미상" for one in stations}
    known = [
        (district_of[ride["station"]], ride["start"][:7]) for ride in rides if ride["station"] in district_of
    ]
    months = sorted({month for _, month in known})
    return {
        district: {month: known.count((district, month)) for month in months}
        for district in set(district_of.values())
    }
