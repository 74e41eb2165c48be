"""Makes calls anew for each run. What has to come back is known from how they are put together."""

import random
from datetime import datetime, timedelta
from fractions import Fraction

LETTERS = "abcde빛고을"


def text(seed, given):
    """The counts are drawn first, and the text is made of them."""
    dice = random.Random(seed)  # noqa: S311
    words = sorted({"".join(dice.choices(LETTERS, k=dice.randint(2, 4))) for _ in range(given["words"])})
    counts = {word: dice.randint(1, 4) for word in words}
    written = [
        dice.choice([word, word.upper(), f"{word}!", f"({word})"])
        for word in words
        for _ in range(counts[word])
    ]
    dice.shuffle(written)
    return {"args": [dice.choice([" ", "\n", " - "]).join(written)], "expect": counts}


def measured_rows(seed, given):
    dice = random.Random(seed)  # noqa: S311
    rows, means = [], {}
    for district in dice.sample(["동구", "서구", "남구", "북구", "광산구"], 4):
        values = [dice.choice([None, 0, dice.randint(1, 90)]) for _ in range(dice.randint(1, given["rows"]))]
        rows += [{"district": district, "pm10": value} for value in values]
        known = [Fraction(value) for value in values if value is not None]
        if known:
            means[district] = float(sum(known, Fraction()) / len(known))
    dice.shuffle(rows)
    return {"args": [[*rows, {"district": "동구"}], "district", "pm10"], "expect": means}


def nested(seed, given):
    """Neighbours of a flat list are put into lists and tuples, again and again: it stays flat inside."""
    dice = random.Random(seed)  # noqa: S311
    flat = [dice.choice([dice.randint(0, 9), "ab", "", None, {"a": 1}]) for _ in range(given["items"])]
    whole = list(flat)
    for _ in range(given["items"]):
        start = dice.randint(0, len(whole))
        end = dice.randint(start, min(len(whole), start + 3))
        whole[start:end] = [dice.choice([list, tuple])(whole[start:end])]
    return {"args": [whole], "expect": flat}


def week(seed, given):
    """Each stay is drawn as minutes since a Monday, and only then written down; some of them never end."""
    dice = random.Random(seed)  # noqa: S311
    events, minutes = [], {}
    for name in dice.sample(["민지", "수민", "지훈", "Ada", "Grace"], given["people"]):
        now, minutes[name] = dice.randint(0, 600), 0
        for _ in range(dice.randint(1, given["stays"])):
            stay = dice.randint(0, 900)
            events += [(now, name, "in"), (now + stay, name, "out")]
            now, minutes[name] = now + stay + dice.randint(0, 900), minutes[name] + stay
        if dice.random() < 0.4:
            events.append((now, name, "in"))
    lines = [
        f"{_moment(when)} {name} {event}\n" for when, name, event in sorted(events, key=lambda one: one[0])
    ]
    lines[dice.randint(0, len(lines)) : 0] = dice.choice([["\n"], ["  # 월요일\n"], []])
    return {"args": ["week.log"], "files": {"week.log": "".join(lines)}, "expect": minutes}


def _moment(minutes):
    """The first Monday is the last of a February with 29 days."""
    return (datetime(2024, 2, 26) + timedelta(minutes=minutes)).strftime("%Y-%m-%d %H:%M")


def neighbours(seed, given):
    dice = random.Random(seed)  # noqa: S311
    items, size = [dice.randint(0, 99) for _ in range(given["items"])], dice.randint(2, 5)
    ends = range(size, len(items) + 1)
    return {"args": [items, size], "expect": [tuple(items[end - size : end]) for end in ends]}


def visits(seed, given):
    """Whoever remembers all visits can tell the latest places by going back from the end."""
    dice = random.Random(seed)  # noqa: S311
    capacity, names = dice.randint(2, 4), ["무등산", "양림동", "충장로", "광주역", "상무", "첨단"]
    history, steps = [], [{"args": [capacity]}]
    for _ in range(given["visits"]):
        before = _latest(history, capacity)
        history.append(dice.choice(names))
        gone = [place for place in before if place not in _latest(history, capacity)]
        steps.append(
            {"call": "RecentPlaces.visit", "args": [history[-1]], "expect": gone[0] if gone else None}
        )
    return {"steps": [*steps, {"call": "RecentPlaces.places", "expect": _latest(history, capacity)}]}


def _latest(history, capacity):
    return list(dict.fromkeys(reversed(history)))[:capacity]
