from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from peer_review import availability, booking, quarters, slots
from peer_review.models import Evaluation, Pattern, Slot
from projects.refusals import Refused
from tests.making import make_cohort
from tests.peer_review.making import at, make_attempt, make_project

MONDAY, TUESDAY = 0, 1
TWO, FOUR = 14 * 4, 16 * 4  # from 14:00 to 16:00
ZONES = sorted(available_timezones())
DAYS = st.dates(date(2025, 1, 1), date(2028, 12, 31))


def offered(user):
    return sorted(Slot.objects.filter(evaluator=user).values_list("quarter", flat=True))


def weekly(user, weekday=MONDAY, begins=TWO, ends=FOUR, **more):
    return availability.offer_weekly(user, weekday=weekday, begins=begins, ends=ends, **more)


# -- Clocks --------------------------------------------------------------------------------------


@settings(max_examples=150, deadline=None)
@example("Europe/Berlin", date(2026, 3, 29), 0, 96)  # the hour from 2 to 3 does not exist
@example("Europe/Berlin", date(2026, 10, 25), 8, 12)  # the hour from 2 to 3 happens twice
@example("Australia/Lord_Howe", date(2026, 4, 5), 4, 12)  # half an hour happens twice
@example("America/Santiago", date(2026, 9, 6), 0, 8)  # midnight does not exist
@example("Asia/Kathmandu", date(2026, 1, 1), 30, 40)  # three quarters of an hour beside the others
@given(st.sampled_from(ZONES), DAYS, st.integers(0, 94), st.integers(2, 96))
def test_a_time_of_a_day_is_every_quarter_whose_clock_shows_it(name, day, begins, length):
    zone, ends = ZoneInfo(name), min(96, begins + length)

    found = availability.quarters_on(day, begins, ends, zone)

    walls = [quarters.start(quarter).astimezone(zone) for quarter in found]
    assert {wall.date() for wall in walls} <= {day}
    assert all(begins <= wall.hour * 4 + wall.minute // 15 < ends for wall in walls)
    assert found == sorted(set(found))
    midnight = datetime.combine(day, datetime.min.time(), tzinfo=UTC)
    every = range(quarters.at(midnight - timedelta(hours=30)), quarters.at(midnight + timedelta(hours=54)))
    for quarter in set(every) - set(found):
        wall = quarters.start(quarter).astimezone(zone)
        assert wall.date() != day or not begins <= wall.hour * 4 + wall.minute // 15 < ends


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(ZONES), DAYS)
def test_the_hours_of_a_day_neither_overlap_nor_leave_gaps(name, day):
    zone = ZoneInfo(name)

    parts = [availability.quarters_on(day, hour * 4, hour * 4 + 4, zone) for hour in range(24)]

    assert sorted(quarter for part in parts for quarter in part) == availability.quarters_on(day, 0, 96, zone)


def test_a_summer_time_night_is_an_hour_shorter_and_a_winter_time_night_an_hour_longer():
    berlin = ZoneInfo("Europe/Berlin")

    def hours(day):
        return len(availability.quarters_on(day, 0, 96, berlin)) / 4

    assert [hours(date(2026, 3, 29)), hours(date(2026, 3, 30)), hours(date(2026, 10, 25))] == [23, 24, 25]


# -- Slots from patterns -------------------------------------------------------------------------


def test_a_weekly_time_is_opened_up_to_two_weeks_ahead(bob):
    weekly(bob)

    assert offered(bob) == [*quarters.span(at(4), 120), *quarters.span(at(4 + 7 * 24), 120)]


def test_the_clock_opens_the_days_that_come_within_reach(bob, clock):
    weekly(bob)
    clock.shift(7 * 24 * 3600)

    assert availability.fill_all(make_cohort()) == 8
    assert availability.fill_all(make_cohort()) == 0
    assert offered(bob)[-8:] == list(quarters.span(at(4 + 14 * 24), 120))


def test_what_was_closed_by_hand_stays_closed(bob, clock):
    pattern = weekly(bob)
    slots.close(bob, at(4), at(6))
    clock.shift(3600)

    availability.fill(pattern)
    availability.fill_all(make_cohort())

    assert offered(bob) == list(quarters.span(at(4 + 7 * 24), 120))


def test_a_day_may_be_left_out(bob):
    pattern = weekly(bob)

    availability.skip(pattern, day=date(2026, 3, 9))

    assert offered(bob) == list(quarters.span(at(4), 120))


def test_a_day_that_is_left_out_beforehand_is_never_opened(bob, clock):
    pattern = weekly(bob)
    availability.skip(pattern, day=date(2026, 3, 16))
    clock.shift(7 * 24 * 3600)

    assert availability.fill_all(make_cohort()) == 0


def test_only_its_own_day_can_be_left_out(bob):
    with pytest.raises(Refused, match="another day"):
        availability.skip(weekly(bob), day=date(2026, 3, 10))


def test_taking_back_leaves_what_is_booked(bob, ada):
    pattern = weekly(bob)
    booking.book(make_attempt(make_project(), ada), starts_at=at(4), by=ada)

    availability.take_back(pattern)

    assert offered(bob) == list(quarters.span(at(4), 30))
    assert not Pattern.objects.exists()
    assert Evaluation.objects.get().state == "booked"


def test_what_another_weekly_time_offers_too_stays_open(bob):
    weekly(bob, begins=TWO, ends=FOUR)
    second = weekly(bob, begins=TWO, ends=FOUR + 4)

    availability.take_back(second)

    assert offered(bob) == [*quarters.span(at(4), 120), *quarters.span(at(4 + 7 * 24), 120)]


def test_a_weekly_time_has_a_last_day(bob):
    weekly(bob, ends_on=date(2026, 3, 8))

    assert offered(bob) == list(quarters.span(at(4), 120))


def test_a_weekly_time_follows_the_zone_of_its_person(bob):
    weekly(bob, weekday=MONDAY, begins=9 * 4, ends=10 * 4, zone="Europe/Berlin")

    assert offered(bob)[:4] == list(quarters.span(at(7), 60))  # 9:00 in Berlin is 17:00 in Gwangju


def test_an_edge_of_less_than_half_an_hour_is_not_opened(bob, clock):
    clock.move_to(at(5, 20))  # 15:20: from 16:00 on at the earliest, and the time ends at 16:00

    weekly(bob, begins=TWO, ends=FOUR + 1)

    assert offered(bob) == list(quarters.span(at(4 + 7 * 24), 135))


def test_a_frozen_persons_times_rest(bob, clock):
    weekly(bob)
    Slot.objects.all().delete()
    bob.enrolments.update(state="frozen")
    clock.shift(7 * 24 * 3600)

    assert availability.fill_all(make_cohort()) == 0


def test_the_same_time_is_offered_once(bob):
    weekly(bob)
    with pytest.raises(Refused, match="already"):
        weekly(bob)


def test_too_short_and_already_over_are_refused(bob):
    with pytest.raises(Refused, match="30 minutes"):
        weekly(bob, begins=TWO, ends=TWO + 1)
    with pytest.raises(Refused, match="has passed"):
        weekly(bob, ends_on=date(2026, 3, 1))


def test_nobody_offers_without_end(bob, monkeypatch):
    monkeypatch.setattr(availability, "MOST", 1)
    weekly(bob)
    with pytest.raises(Refused, match="very many"):
        weekly(bob, weekday=TUESDAY)


# -- The page ------------------------------------------------------------------------------------


@pytest.fixture
def site(client, bob):
    client.force_login(bob)
    client.cookies["django_language"] = "en"
    return client


def test_weekly_times_are_opened_left_out_and_ended_on_the_page(site, bob):
    times = {"weekday": "0", "begins": "14:00", "ends": "16:00", "zone": "Asia/Seoul", "ends_on": ""}
    page = site.post("/slots/weekly/", times, follow=True).content.decode()
    pattern = Pattern.objects.get()
    assert "Monday 14:00–16:00" in page
    assert "All times are in Asia/Seoul." in page

    site.post(f"/slots/weekly/{pattern.pk}/skip/", {"day": "2026-03-09"})
    assert offered(bob) == list(quarters.span(at(4), 120))

    site.post(f"/slots/weekly/{pattern.pk}/end/")
    assert offered(bob) == []


def test_nonsense_on_the_page_is_refused_with_a_sentence(site):
    page = site.post("/slots/weekly/", {"weekday": "9"}, follow=True).content.decode()

    assert "Choose a day and two times." in page


def test_suggested_times_are_told_as_one_where_they_touch_and_opened_with_one_click(site, bob):
    page = site.get("/slots/")

    assert "Suggested times" in page.content.decode()
    assert [(begins.hour, ends.hour) for begins, ends in page.context["usual"]] == [(10, 12)]

    site.post("/slots/usual/")

    assert len(offered(bob)) == 8
