"""Reading of complaints, what the model sees of one, and what a mistake costs."""

import csv
import re

OFFICES = ("도로과", "교통과", "청소과", "환경과", "공원과", "상하수도과", "복지과", "안전과")
HUMAN = "상담원"
ASKED, ASTRAY, DANGER = 1, 4, 12
SIZES = (2, 3)
QUOTED = re.compile(r"'[^']*'")
LETTERS = re.compile(r"[가-힣]+")


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def features(complaint):
    """Runs of two and three syllables. What is quoted was about something else."""
    letters = "".join(LETTERS.findall(QUOTED.sub("", complaint)))
    return {"".join(run) for size in SIZES for run in zip(*(letters[at:] for at in range(size)))}
