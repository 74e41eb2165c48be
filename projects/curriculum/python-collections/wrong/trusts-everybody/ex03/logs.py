"""The attendance log: lines such as '2025-03-04 08:57 민지 in'."""

from datetime import datetime, timedelta

MOMENT = "%Y-%m-%d %H:%M"
EVENTS = ("in", "out")


def read_log(path):
    """Yield (moment, name, event) for each entry. Raises ValueError with the number of a bad line."""
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if line.strip() and not line.lstrip().startswith("#"):
                yield read_entry(line, number)


def read_entry(line, number):
    try:
        date, time, name, event = line.split()
        datetime.strptime(f"{date} {time}", MOMENT)
    except ValueError:
        raise ValueError(f"line {number}: expected DATE TIME NAME EVENT") from None
    if event not in EVENTS:
        raise ValueError(f"line {number}: {event!r} is neither 'in' nor 'out'")
    return f"{date} {time}", name, event


def attendance(path):
    """Minutes that each person was present. Raises ValueError when somebody leaves twice or comes twice."""
    total, came = {}, {}
    for moment, name, event in read_log(path):
        total.setdefault(name, 0)
        if event == "in":
            came[name] = datetime.strptime(moment, MOMENT)
        elif name in came:
            stay = datetime.strptime(moment, MOMENT) - came.pop(name)
            total[name] += stay // timedelta(minutes=1)
    return total
