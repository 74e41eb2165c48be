"""The academy's day, 08:00 to 22:00, in half hours counted from the first Monday."""

from datetime import datetime, timedelta

DAY = 28  # half hours
OPENS = 8  # o'clock


def moment(first_day: datetime, tick: int) -> datetime:
    """When half hour number `tick` begins; `first_day` is midnight of the first Monday."""
    days, half = divmod(tick, DAY)
    return first_day + timedelta(days=days, hours=OPENS, minutes=30 * half)


def calendar_hour(tick: int) -> float:
    """Hours from the first midnight to the beginning of this half hour."""
    days, half = divmod(tick, DAY)
    return days * 24 + OPENS + half / 2


def without_weekends(hour: float) -> float:
    """Hours from the first Monday's midnight, Saturdays and Sundays taken out."""
    weeks, rest = divmod(hour, 168.0)
    return weeks * 120 + min(rest, 120.0)
