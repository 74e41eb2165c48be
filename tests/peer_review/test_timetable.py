from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from peer_review import quarters, timetable
from tests.peer_review.making import at, book, make_attempt, make_project, offer

MONDAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def _gwangju():
    with timezone.override(ZoneInfo("Asia/Seoul")):
        yield


def states(week, day=0):
    """Runs of equal states of a day, as (state, number of quarters)."""
    runs = []
    for cell in week.days[day].cells:
        if runs and runs[-1][0] == cell.state and cell.evaluation is None:
            runs[-1] = (cell.state, runs[-1][1] + cell.span)
        else:
            runs.append((cell.state, cell.span))
    return runs


def test_a_day_is_past_then_closed_then_free(ada):
    week = timetable.week(ada, around=MONDAY)

    assert states(week) == [("past", 9), ("closed", 1), ("free", 54)]
    assert states(week, 6) == [("free", 64)]


def test_what_is_offered_is_open(ada):
    offer(ada)

    week = timetable.week(ada, around=MONDAY)

    assert states(week) == [("past", 9), ("closed", 1), ("free", 14), ("open", 4), ("free", 36)]
    assert week.open == list(quarters.span(at(4), 60))


def test_an_evaluation_is_one_cell_on_each_side(booked, ada, bob):
    mine = next(cell for cell in timetable.week(bob, around=MONDAY).days[0].cells if cell.evaluation)
    busy = next(cell for cell in timetable.week(ada, around=MONDAY).days[0].cells if cell.evaluation)

    assert (mine.state, mine.span, mine.title, mine.note) == ("mine", 2, "First steps", "you evaluate")
    assert (busy.state, busy.span, busy.note) == ("busy", 2, "you are evaluated")
    assert mine.url == booked.get_absolute_url()


def test_two_evaluations_in_a_row_are_two_cells(ada, bob, cho):
    for name, person in (("one", ada), ("two", cho)):
        attempt = make_attempt(make_project(name), person)
        if name == "one":
            offer(bob)
            book(attempt, start=4)
        else:
            book(attempt, start=4.5)

    assert [run for run in states(timetable.week(bob, around=MONDAY)) if run[0] == "mine"] == [
        ("mine", 2)
    ] * 2


def test_the_night_is_shown_when_asked_for_and_when_somebody_works_then(ada):
    assert len(timetable.week(ada, around=MONDAY).hours) == 16
    assert len(timetable.week(ada, around=MONDAY, all_hours=True).hours) == 24

    offer(ada, start=17)  # 03:00 on Tuesday
    assert len(timetable.week(ada, around=MONDAY).hours) == 24


def test_a_week_begins_on_monday_and_has_neighbours(ada):
    week = timetable.week(ada, around=date(2026, 3, 8))

    assert (week.monday, week.before, week.after) == (MONDAY, date(2026, 2, 23), date(2026, 3, 9))
    assert week.days[0].today


def test_the_last_week_is_the_one_that_holds_the_last_slots(ada):
    assert not timetable.week(ada, around=date(2026, 3, 9)).is_last
    assert timetable.week(ada, around=date(2026, 3, 16)).is_last


def test_days_on_which_clocks_change_have_their_hours(ada, clock):
    clock.move_to(datetime(2026, 3, 25, tzinfo=UTC))
    with timezone.override(ZoneInfo("Europe/Paris")):
        spring = timetable.week(ada, around=date(2026, 3, 29), all_hours=True).days[6]
    clock.move_to(datetime(2026, 10, 21, tzinfo=UTC))
    with timezone.override(ZoneInfo("Europe/Paris")):
        autumn = timetable.week(ada, around=date(2026, 10, 25), all_hours=True).days[6]

    assert [cell.state for cell in spring.cells[8:12]] == ["closed"] * 4  # 02:00 to 03:00 does not exist
    assert len(spring.cells) == len(autumn.cells) == 96
    assert len({cell.value for cell in autumn.cells}) == 96
