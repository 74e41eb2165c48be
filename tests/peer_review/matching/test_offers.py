from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peer_review import quarters
from peer_review.matching.offers import PER_DAY, cut, local, waiting

SEOUL = ZoneInfo("Asia/Seoul")
ZONES = sorted(available_timezones())
NIGHT = 60


def cuts(free, length, *, sliding):
    person, start = cut(free, length, sliding=sliding)
    return list(zip(person.tolist(), start.tolist(), strict=True))


def test_runs_are_cut_end_to_end_from_their_beginning():
    free = [(7, q) for q in (3, 4, 5, 6, 7, 9, 10)]

    assert cuts(free, 2, sliding=False) == [(7, 3), (7, 5), (7, 9)]


def test_sliding_finds_every_start():
    free = [(7, q) for q in (3, 4, 5, 9, 10)]

    assert cuts(free, 2, sliding=True) == [(7, 3), (7, 4), (7, 9)]


def test_nobodys_time_runs_into_somebody_elses():
    assert cuts([(1, 5), (2, 6)], 2, sliding=True) == []


def test_no_time_makes_no_offers():
    assert cuts([], 2, sliding=False) == []


@given(st.sets(st.tuples(st.integers(1, 3), st.integers(0, 30))), st.integers(1, 4))
def test_offers_are_made_of_free_quarters_and_do_not_overlap(free, length):
    found = cuts(free, length, sliding=False)

    taken = [(person, start + i) for person, start in found for i in range(length)]
    assert len(set(taken)) == len(taken)
    assert set(taken) <= free
    assert set(found) <= set(cuts(free, length, sliding=True))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(ZONES), st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)))
def test_local_days_and_quarters_are_those_on_the_wall(name, moment):
    zone, first = ZoneInfo(name), quarters.at(moment.replace(tzinfo=UTC))
    every = np.arange(first, first + 14 * PER_DAY, 7)

    day, clock = local(every, zone)

    walls = [quarters.start(int(q)).astimezone(zone) for q in every]
    epoch = datetime(1970, 1, 1).date()
    assert day.tolist() == [(wall.date() - epoch).days for wall in walls]
    assert clock.tolist() == [wall.hour * 4 + wall.minute // 15 for wall in walls]


def test_waiting_counts_tenths_of_hours_and_weighs_nights():
    now = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)  # 10:00 in Seoul
    later = np.array([quarters.at(now + timedelta(hours=hours)) for hours in (0, 4, 24)])

    wait = waiting(later, local(later, SEOUL)[0], now, SEOUL, night=NIGHT)

    assert wait.tolist() == [0, 40, 240 + NIGHT]
