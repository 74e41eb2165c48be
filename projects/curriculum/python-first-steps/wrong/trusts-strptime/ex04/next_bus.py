"""Tell when the next bus of every route leaves. The timetable comes on standard input."""

import sys
from datetime import datetime

DAY = 24 * 60  # minutes


def minutes(time):
    """Minutes since midnight of a time written HH:MM. Raises ValueError."""
    moment = datetime.strptime(time, "%H:%M")
    return moment.hour * 60 + moment.minute


def in_words(wait):
    hours, rest = divmod(wait, 60)
    parts = [f"{hours}시간"] * (hours > 0) + [f"{rest}분"] * (rest > 0)
    return " ".join([*parts, "뒤"]) if parts else "지금"


def next_departures(lines, now):
    """(wait, route, time) of each route that runs, in the order of the timetable."""
    departures = []
    for number, line in enumerate(lines, start=1):
        route, *times = line.split() or [""]
        try:
            waits = [((minutes(time) - now) % DAY, time) for time in times]
        except ValueError as error:
            raise ValueError(f"line {number}: {error}") from None
        if waits:
            wait, time = min(waits)
            departures.append((wait, route, time))
    return departures


def main(arguments, lines):
    if len(arguments) != 1:
        raise ValueError("usage: next_bus.py HH:MM < timetable")
    departures = next_departures(lines, minutes(arguments[0]))
    for wait, route, time in sorted(departures, key=lambda departure: departure[0]):
        print(f"{time} {route} ({in_words(wait)})")


if __name__ == "__main__":
    try:
        main(sys.argv[1:], sys.stdin)
    except ValueError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
