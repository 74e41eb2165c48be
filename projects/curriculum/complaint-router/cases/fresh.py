"""Makes chances anew for each run, in hundredths, so that costs are whole numbers."""

import random

OFFICES = ["청소과", "환경과", "도로과", "교통과", "공원과", "상하수도과", "복지과"]
DANGER = "안전과"


def chances(seed, given):
    """Several complaints. Draws again where two answers cost nearly the same."""
    dice = random.Random(seed)  # noqa: S311
    steps = []
    while len(steps) < given["complaints"]:
        hundredths = _drawn(dice)
        costs = sorted(
            [(100, "상담원"), *((_cost(office, hundredths), office) for office in [*OFFICES, DANGER])]
        )
        if costs[1][0] - costs[0][0] >= 3:
            shares = {office: count / 100 for office, count in hundredths.items()}
            steps.append({"args": [shares], "expect": costs[0][1]})
    return {"steps": steps}


def _drawn(dice):
    """Most of it for one office; what is left over is danger or spread."""
    sure, rest = dice.randint(60, 99), [DANGER, *dice.sample(OFFICES, 3)]
    hundredths = {dice.choice([*OFFICES, DANGER]): sure}
    for _ in range(100 - sure):
        office = dice.choice(rest[dice.choice([0, 1]) :])
        hundredths[office] = hundredths.get(office, 0) + 1
    return hundredths


def _cost(chosen, hundredths):
    missed = hundredths.get(DANGER, 0) if chosen != DANGER else 0
    astray = 100 - hundredths.get(chosen, 0) - missed
    return 12 * missed + 4 * astray
