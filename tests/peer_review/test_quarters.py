from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from peer_review import quarters

moments = st.datetimes(datetime(1971, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))


@given(moments)
def test_every_moment_lies_in_its_quarter(moment):
    begins = quarters.start(quarters.at(moment))

    assert begins <= moment < begins + quarters.LENGTH


@given(moments)
def test_the_first_quarter_from_a_moment_begins_then_or_less_than_a_quarter_later(moment):
    begins = quarters.start(quarters.first_from(moment))

    assert timedelta(0) <= begins - moment < quarters.LENGTH


def test_half_an_hour_is_two_quarters():
    starts_at = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)

    span = quarters.span(starts_at, 30)

    assert [quarters.start(quarter) for quarter in span] == [starts_at, starts_at + timedelta(minutes=15)]


def test_a_quarter_starts_at_full_quarters_only():
    assert quarters.is_start(datetime(2026, 3, 2, 14, 45, tzinfo=UTC))
    assert not quarters.is_start(datetime(2026, 3, 2, 14, 50, tzinfo=UTC))


def test_neighbours_are_one_run():
    assert quarters.runs([9, 3, 5, 4, 4]) == [range(3, 6), range(9, 10)]
