"""Makes the queues of a street festival like those of Gwangju, by stall and hour. All of it is invented.

    python projects/curriculum/hackathon/cases/make.py

Five festivals are known, the sixth is asked for: more people are expected, the programme has other hours, it
rains more, and one stall in three is new. A number is a place on the plan and has another owner every time.
"""

import csv
import math
import random
from datetime import date, timedelta
from pathlib import Path

CASES = Path(__file__).parent
DAYS, HOURS, STALLS, CROWDED = 6, range(10, 22), 36, 10
# name, first day, expected thousands, hours at which a programme begins, degrees, share of wet days
FESTIVALS = [
    ("2023-spring", date(2023, 4, 28), 46, (13, 18), 18, 0.3),
    ("2023-autumn", date(2023, 10, 13), 58, (13, 18), 16, 0.3),
    ("2024-spring", date(2024, 4, 26), 52, (14, 18), 20, 0.3),
    ("2024-autumn", date(2024, 10, 11), 66, (13, 19), 17, 0.3),
    ("2025-spring", date(2025, 5, 2), 60, (14, 18), 21, 0.3),
    ("2025-autumn", date(2025, 10, 17), 92, (11, 15, 20), 13, 0.5),
]
PUBLIC = {0, 1}  # days of the sixth festival that the leaderboard looks at: a Friday and a Saturday
ZONES = {"gate": 0.3, "stage": 0.45, "market": 0.2, "river": -0.2, "school": -0.4, "garden": -0.1}
PATHS = [
    ("gate", "stage", 2),
    ("gate", "market", 3),
    ("stage", "market", 2),
    ("market", "river", 4),
    ("river", "garden", 3),
    ("school", "garden", 6),
    ("gate", "school", 7),
]
KINDS = {"meal": 0.45, "snack": 0.35, "drink": 0.1, "craft": -0.35, "game": -0.1}
# visitors of a stall by the hour, 10 to 21
CLOCK = {
    "meal": [-1.6, -0.5, 0.7, 0.6, -0.3, -0.9, -0.7, 0.2, 0.9, 0.8, 0.1, -0.9],
    "snack": [-1.2, -0.8, -0.3, 0.1, 0.4, 0.5, 0.4, 0.2, 0.3, 0.5, 0.4, -0.4],
    "drink": [-0.7, -0.4, 0.0, 0.5, 0.5, 0.4, 0.2, -0.1, 0.0, 0.4, 0.6, 0.2],
    "craft": [-0.5, 0.3, 0.1, 0.3, 0.7, 0.7, 0.4, 0.0, -0.5, -0.9, -1.4, -2.0],
    "game": [-1.0, -0.2, 0.0, 0.3, 0.5, 0.5, 0.3, 0.1, 0.2, 0.4, 0.2, -0.8],
}
AFTER = {"meal": 1.0, "snack": 0.9, "drink": 0.8, "craft": 0.3, "game": 0.6}  # when a programme is over


def owners(dice):
    """Who may come: name, kind, fame, usual price."""
    kinds = [kind for kind, many in zip(KINDS, (20, 18, 12, 14, 12), strict=True) for _ in range(many)]
    dice.shuffle(kinds)
    return [
        (f"owner-{number:02}", kind, dice.gauss(0, 0.55), dice.choice([3, 4, 5, 6, 8, 10, 12]))
        for number, kind in enumerate(kinds, start=1)
    ]


def plan(dice, people, number):
    """The stalls of a festival; the last third of the people comes to the sixth only."""
    old, new = people[:52], people[52:]
    chosen = dice.sample(old, STALLS) if number < 5 else dice.sample(old, STALLS - 12) + dice.sample(new, 12)
    dice.shuffle(chosen)
    return [
        (f"S{place:02}", *own, dice.choice(list(ZONES)), dice.random() < 0.4)
        for place, own in enumerate(chosen, start=1)
    ]


def sky(dice, festival):
    """Degrees and rain by day and hour."""
    _, _, _, _, warm, wet = festival
    found = {}
    for day in range(DAYS):
        mean, rains, begin = warm + dice.gauss(0, 3.5), dice.random() < wet, dice.randrange(9, 18)
        for hour in HOURS:
            degrees = mean + 4 * math.sin((hour - 9) / 12 * math.pi) - 2 + dice.gauss(0, 0.5)
            falls = rains and begin <= hour < begin + 5
            found[day, hour] = degrees, round(max(dice.gauss(2.5, 1.5), 0.2), 1) if falls else 0.0
    return found


def programme(dice, festival):
    """What is played: day, first hour, hour after the last, zone, viewers."""
    _, _, expected, hours, _, _ = festival
    found = []
    for day in range(DAYS):
        for begin in hours:
            for zone in dice.sample(["stage", "stage", "river", "school", "market"], 3):
                viewers = int(expected * dice.choice([3, 6, 12, 25]))
                found.append((day, begin, begin + dice.choice([1, 2]), zone, viewers))
    return found


def pull(shows, day, hour, zone, kind):
    """What the programme does to a stall: a long hour after it, next door too, a calm one before."""
    near = {b if a == zone else a for a, b, minutes in PATHS if zone in (a, b) and minutes <= 3}
    total = 0.0
    for own, begin, end, where, viewers in shows:
        size = math.log1p(viewers / 150)
        if own == day and end == hour:
            total += AFTER[kind] * size * (1 if where == zone else 0.4 if where in near else 0)
        if own == day and begin <= hour < end and where == zone:
            total += size * (0.15 if kind == "drink" else -0.25)
    return total


def air(kind, roof, degrees, rain):
    """What the weather does to a stall."""
    felt = {"drink": 0.06, "meal": -0.02, "snack": -0.01}.get(kind, 0) * (degrees - 17)
    return felt + ((0.25 if roof else -1.3) if rain else 0)


def queues(dice, festival, stalls, weather, shows):
    """Day, hour, number of the stall, people in front of it."""
    _, first, expected, _, _, _ = festival
    rivals = [(zone, kind) for _, _, kind, _, _, zone, _ in stalls]
    for day in range(DAYS):
        rest = (first + timedelta(day)).weekday() in (5, 6)
        mood = {zone: dice.gauss(0, 0.15) for zone in ZONES}
        for hour in HOURS:
            for place, _, kind, fame, price, zone, roof in stalls:
                level = 0.95 + KINDS[kind] + CLOCK[kind][hour - 10] + ZONES[zone] + fame + mood[zone]
                level += 1.1 * math.log(expected / 56) + 0.4 * rest - 0.05 * (price - 6)
                level += air(kind, roof, *weather[day, hour]) + pull(shows, day, hour, zone, kind)
                level -= 0.3 * math.log(rivals.count((zone, kind)))
                yield day, hour, place, int(math.exp(level) * dice.gammavariate(7, 1 / 7) + dice.random())


def write(name, head, lines):
    with (CASES / name).open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([head, *lines])


def gap(dice, share, cell):
    return "" if dice.random() < share else cell


def main():
    dice = random.Random(4848)  # noqa: S311
    people = owners(dice)
    tables = {name: [] for name in ("festivals", "stalls", "events", "weather")}
    past, asked = [], []
    for number, festival in enumerate(FESTIVALS):
        name, first, expected, *_ = festival
        stalls, weather, shows = plan(dice, people, number), sky(dice, festival), programme(dice, festival)
        days = [(first + timedelta(day)).isoformat() for day in range(DAYS)]
        tables["festivals"].append([name, days[0], days[-1], expected])
        tables["stalls"] += [
            [name, place, owner, kind, zone, int(roof), gap(dice, 0.1, price)]
            for place, owner, kind, _, price, zone, roof in stalls
        ]
        tables["events"] += [[days[d], *told, gap(dice, 0.1, viewers)] for d, *told, viewers in shows]
        tables["weather"] += [
            [days[day], hour, f"{degrees:.1f}", gap(dice, 0.05, rain)]
            for (day, hour), (degrees, rain) in weather.items()
        ]
        for day, hour, place, waiting in queues(dice, festival, stalls, weather, shows):
            if number < 5:
                row = [days[day], hour, place, gap(dice, 0.12, waiting)]
                past += [row, row] if dice.random() < 0.01 else [row]
            else:
                part = "public" if day in PUBLIC else "private"
                asked.append(([days[day], hour, place], [int(waiting >= CROWDED), part]))
    dice.shuffle(asked)
    write("queues.csv", ["date", "hour", "stall", "waiting"], past)
    write("test.csv", ["date", "hour", "stall"], [cells for cells, _ in asked])
    write("labels.csv", ["label", "split"], [label for _, label in asked])
    write("festivals.csv", ["festival", "first", "last", "expected"], tables["festivals"])
    write("stalls.csv", ["festival", "stall", "owner", "kind", "zone", "roof", "price"], tables["stalls"])
    write("events.csv", ["date", "begin", "end", "zone", "viewers"], tables["events"])
    write("weather.csv", ["date", "hour", "temperature", "rain"], tables["weather"])
    write("paths.csv", ["zone", "other", "minutes"], PATHS)


main()
