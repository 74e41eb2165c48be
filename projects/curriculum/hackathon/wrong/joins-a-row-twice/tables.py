"""Reads the tables and joins them: one mapping for each stall and hour."""

import csv
from collections import Counter, defaultdict
from datetime import date
from statistics import mean


def read(name):
    with open(name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def places():
    """The stalls of each festival by their number, with their rivals: a number has another owner every time."""
    stalls = read("stalls.csv")
    rivals = Counter((row["festival"], row["zone"], row["kind"]) for row in stalls)
    return {
        (row["festival"], row["stall"]): row | {"rivals": rivals[row["festival"], row["zone"], row["kind"]]}
        for row in stalls
    }


def skies():
    """The weather by date and hour; where the rain gauge was silent it rains as it did before."""
    found, last = {}, "0"
    for row in read("weather.csv"):
        last = row["rain"] or last
        found[row["date"], int(row["hour"])] = {"degrees": float(row["temperature"]), "rain": bool(float(last))}
    return found


def neighbours():
    """Minutes of walking to the zones next door."""
    near = defaultdict(dict)
    for row in read("paths.csv"):
        near[row["zone"]][row["other"]] = near[row["other"]][row["zone"]] = row["minutes"]
    return near


def shows():
    """Viewers by date, hour and zone of what has just ended."""
    events, over = read("events.csv"), defaultdict(list)
    usual = mean(float(row["viewers"]) for row in events if row["viewers"])
    for row in events:
        over[row["date"], int(row["end"]), row["zone"]].append(float(row["viewers"] or usual))
    return over


def joined(rows):
    """What is known of each row, in the order of the rows."""
    stalls, weather, near, over = places(), skies(), neighbours(), shows()
    festivals = read("festivals.csv")
    for row in rows:
        day, hour = row["date"], int(row["hour"])
        own = next(one for one in festivals if one["first"] <= day <= one["last"])
        stall = stalls[own["festival"], row["stall"]]
        zone = stall["zone"]
        beside = defaultdict(list)
        for other, minutes in near[zone].items():
            beside[minutes] += over[day, hour, other]
        for ended in over[day, hour, zone] or [0.0]:
            yield stall | weather[day, hour] | {
                "date": day,
                "hour": hour,
                "expected": float(own["expected"]),
                "weekday": date.fromisoformat(day).strftime("%A"),
                "over": [ended],
                "near": beside,
            }
