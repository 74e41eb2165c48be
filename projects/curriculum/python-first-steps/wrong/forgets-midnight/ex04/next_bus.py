"""Tell when the next bus of every route leaves. The timetable comes on standard input."""

import re
import sys

DAY = 24 * 60  # minutes
CLOCK = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")


def minutes(time):
    """Minutes since midnight of a time written HH:MM. Raises ValueError."""
    match = CLOCK.fullmatch(time)
    if not match:
        raise ValueError(f"not a time: {time!r}")
    return int(match[1]) * 60 + int(match[2])


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
            waits = [(minutes(time) - now, time) for time in times if minutes(time) >= now]
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
