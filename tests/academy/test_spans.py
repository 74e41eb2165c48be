"""Spans of time in one unit."""

from datetime import timedelta

import pytest
from django.utils import timezone

from academy.templatetags.spans import ago, hours_or_days, span_since

pytestmark = pytest.mark.usefixtures("english")


def test_what_is_long_ago_is_told_without_its_hours(time_machine):
    now = timezone.now()
    time_machine.move_to(now, tick=False)

    assert span_since(now - timedelta(days=6, hours=5)) == "6\xa0days"


def test_what_was_this_minute_is_just_now(time_machine):
    now = timezone.now()
    time_machine.move_to(now, tick=False)

    assert [ago(now - timedelta(seconds=past)) for past in (5, 60)] == ["just now", "1\xa0minute ago"]


def test_a_long_wait_is_said_in_days_that_are_not_too_few():
    assert [hours_or_days(hours) for hours in (1, 47, 48, 74)] == ["1 hour", "47 hours", "2 days", "4 days"]
