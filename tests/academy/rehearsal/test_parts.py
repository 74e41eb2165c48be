"""The parts of a rehearsal that need no database."""

from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from academy.rehearsal import drawn
from academy.rehearsal.behaviour import Behaviour
from academy.rehearsal.hours import DAY, moment, without_weekends
from academy.rehearsal.measures import Record, Wait, gini, result
from academy.rehearsal.people import Kind, draw

MONDAY = datetime(2026, 3, 2, tzinfo=ZoneInfo("Asia/Seoul"))


def test_a_day_has_twenty_eight_half_hours_from_eight_to_ten():
    assert moment(MONDAY, 0).isoformat() == "2026-03-02T08:00:00+09:00"
    assert moment(MONDAY, DAY - 1).isoformat() == "2026-03-02T21:30:00+09:00"
    assert moment(MONDAY, DAY).isoformat() == "2026-03-03T08:00:00+09:00"


@pytest.mark.parametrize(
    ("hour", "working"),
    [(0, 0), (119, 119), (121, 120), (167, 120), (168, 120), (170, 122)],
    ids=["monday", "friday-night", "saturday", "sunday-night", "next-monday", "two-hours-later"],
)
def test_weekends_are_taken_out(hour, working):
    assert without_weekends(hour) == working


@pytest.mark.parametrize(("values", "expected"), [([3, 3, 3], 0), ([0, 0, 9], 2 / 3), ([], 0), ([0, 0], 0)])
def test_inequality(values, expected):
    assert gini(values) == pytest.approx(expected)


def test_the_same_seed_draws_the_same_people():
    one, other = (draw(Behaviour(days=28), np.random.default_rng(3)) for _ in range(2))

    assert (one.kind == other.kind).all()
    assert (one.arrives == other.arrives).all()


def test_people_are_drawn_in_the_shares_that_were_asked_for():
    many = draw(Behaviour(people=4000, days=7), np.random.default_rng(0))

    shares = [float((many.kind == kind).mean()) for kind in Kind]
    assert shares == pytest.approx([0.65, 0.10, 0.05, 0.20], abs=0.03)


def test_nobody_is_there_after_they_left():
    population = draw(Behaviour(days=42, quitters=1.0), np.random.default_rng(0))

    for person in range(20):
        day = int(population.leaves_on[person])
        assert (population.goes[person, day:] == 0).all()


def test_pairs_and_favours_are_counted_within_their_windows():
    record = Record()

    record.evaluated(1, [2], at=0)
    record.evaluated(2, [1], at=29 * 24)  # returned
    record.evaluated(1, [2], at=59 * 24)  # repeated, and returned a month later: not within 30 days
    record.evaluated(1, [2], at=120 * 24)  # long forgotten

    assert (record.repeated, record.returned, record.evaluations) == (1, 1, 4)


def test_who_still_waits_counts_as_starved():
    record = Record()
    record.waited(0, 10)
    record.waited(0, 80)

    found = result(record, still_waiting=[Wait(100, 76), Wait(5, 5)], people=[1], attempts=4)

    assert (found.wait_median, found.starved) == (45, 2 / 3)
    assert found.working_starved == pytest.approx(2 / 3)


def test_a_curve_rises_from_nothing_to_all():
    points = [tuple(map(float, point.split(","))) for point in drawn.curve([1.0, 2.0, 300.0]).split()]

    assert points[0] == (drawn.MARGIN, drawn.HEIGHT - drawn.MARGIN)
    assert points[-1] == (drawn.WIDTH - drawn.MARGIN, drawn.MARGIN)
    assert points == sorted(points, key=lambda point: point[0])


def test_bars_stand_side_by_side_and_the_longest_fills_its_place(english):
    one, other = (
        dict.fromkeys(drawn.BARS, 0.0) | {"load_gini": gini, "points_by_week": [5.0, 6.0, tokens]}
        for gini, tokens in ((0.2, 4.0), (0.4, 7.5))
    )

    picture = drawn.Picture(["ours", "theirs"], [one, other])

    load = next(group for group in picture.bars() if str(group.label) == "inequality of work (Gini)")
    assert [(bar.length, bar.value) for bar in load.bars] == [
        (drawn.LENGTH / 2, "0.20"),
        (drawn.LENGTH, "0.40"),
    ]
    assert {bar.length for group in picture.bars() if group is not load for bar in group.bars} >= {0.0}
    assert [mark.label for mark in picture.heads()] == ["0", "4", "8"]
    assert [mark.label for mark in picture.weeks()] == ["1", "2", "3"]
