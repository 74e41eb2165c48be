"""Reads the tables and joins them: one mapping for each stall and hour."""

import csv
from collections import defaultdict
from datetime import date
from statistics import mean

NEAR = 3  # minutes of walking


def read(name):
    with open(name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def number(text, otherwise):
    return float(text) if text else otherwise


def places():
    """The stalls of each festival by their number, with their rivals: a number has another owner every time."""
    stalls = {(row["festival"], row["stall"]): row for row in read("stalls.csv")}
    rivals = defaultdict(int)
    for (festival, _), row in stalls.items():
        rivals[festival, row["zone"], row["kind"]] += 1
    usual = {kind: mean(float(r["price"]) for r in stalls.values() if r["price"] and r["kind"] == kind) for kind in KINDS}
    return {
        (festival, place): row
        | {"price": number(row["price"], usual[row["kind"]]), "rivals": rivals[festival, row["zone"], row["kind"]]}
        for (festival, place), row in stalls.items()
    }


KINDS = ["meal", "snack", "drink", "craft", "game"]
ZONES = ["gate", "stage", "market", "river", "school", "garden"]


def skies():
    """The weather by date and hour; where the rain gauge was silent it rains as it did before."""
    found, last = {}, "0"
    for row in read("weather.csv"):
        last = row["rain"] or last
        found[row["date"], int(row["hour"])] = {"degrees": float(row["temperature"]), "rain": float(last) > 0}
    return found


def neighbours():
    near = defaultdict(set)
    for row in read("paths.csv"):
        if float(row["minutes"]) <= NEAR:
            near[row["zone"]].add(row["other"])
            near[row["other"]].add(row["zone"])
    return near


def shows():
    """Viewers by date, hour and zone: of what is on, and of what has just ended here or next door."""
    events, near, on, over = read("events.csv"), neighbours(), defaultdict(list), defaultdict(list)
    usual = mean(float(row["viewers"]) for row in events if row["viewers"])
    for row in events:
        viewers = number(row["viewers"], usual)
        for hour in range(int(row["begin"]), int(row["end"])):
            on[row["date"], hour, row["zone"]].append(viewers)
        over[row["date"], int(row["end"]), row["zone"]].append(viewers)
    return near, on, over


def joined(rows):
    """What is known of each row, in the order of the rows."""
    stalls, weather, (near, on, over) = places(), skies(), shows()
    festivals = read("festivals.csv")
    by_number = {place: stall for (_, place), stall in reversed(stalls.items())}
    for row in rows:
        day, hour = row["date"], int(row["hour"])
        own = next(one for one in festivals if one["first"] <= day <= one["last"])
        stall = by_number[row["stall"]]
        zone = stall["zone"]
        yield stall | weather[day, hour] | {
            "hour": hour,
            "expected": float(own["expected"]),
            "rest": date.fromisoformat(day).weekday() > 4,
            "roof": stall["roof"] == "1",
            "on": on[day, hour, zone],
            "over": over[day, hour, zone],
            "beside": [viewers for other in sorted(near[zone]) for viewers in over[day, hour, other]],
        }
