"""Reads the tables and joins them: one mapping for each stall and hour."""

import csv
from collections import defaultdict
from datetime import date
from statistics import mean

NEAR = 3  # minutes of walking


def read(name):
    with open(name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def places():
    """The stalls of each festival by their number, with their rivals: a number has another owner every time."""
    stalls = {(row["festival"], row["stall"]): row for row in read("stalls.csv")}
    rivals = defaultdict(int)
    for (festival, _), row in stalls.items():
        rivals[festival, row["zone"], row["kind"]] += 1
    return {
        (festival, place): row | {"rivals": rivals[festival, row["zone"], row["kind"]]}
        for (festival, place), row in stalls.items()
    }


KINDS = ["meal", "snack", "drink", "craft", "game"]
ZONES = ["gate", "stage", "market", "river", "school", "garden"]


def skies():
    """The weather by date and hour; where the rain gauge was silent it rains as it did before."""
    found, last = {}, "0"
    for row in read("weather.csv"):
        last = row["rain"] or last
        found[row["date"], int(row["hour"])] = {"degrees": float(row["temperature"]), "rain": bool(float(last))}
    return found


def neighbours():
    near = defaultdict(set)
    for row in read("paths.csv"):
        if float(row["minutes"]) <= NEAR:
            near[row["zone"]].add(row["other"])
            near[row["other"]].add(row["zone"])
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
        yield stall | weather[day, hour] | {
            "hour": hour,
            "expected": float(own["expected"]),
            "rest": date.fromisoformat(day).weekday() > 4,
            "roof": stall["roof"] == "1",
            "over": over[day, hour, zone],
            "beside": [viewers for other in sorted(near[zone]) for viewers in over[day, hour, other]],
        }
