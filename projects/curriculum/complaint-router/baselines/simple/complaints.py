"""Reading of complaints, and what the model sees of one: its words, as they stand between spaces."""

import csv

OFFICES = ("도로과", "교통과", "청소과", "환경과", "공원과", "상하수도과", "복지과", "안전과")
HUMAN = "상담원"
ASKED, ASTRAY, DANGER = 1, 4, 12


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def features(complaint):
    return set(complaint.split())
