"""What the site as a whole does every night."""

import pytest
import time_machine
from celery.beat import Scheduler
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from academy import tasks
from academy.config.celery import app


def test_rows_are_counted_for_the_planner_of_sqlite_also_where_nobody_has_asked_for_any(db):
    row = Session(session_key="1", session_data="", expire_date=timezone.now())
    Session.objects.bulk_create([row])  # which asks for nothing: `PRAGMA optimize` would leave it uncounted

    tasks.count_rows()

    assert ("django_session" in counted()) == (connection.vendor == "sqlite")


def counted():
    with connection.cursor() as cursor:
        if "sqlite_stat1" not in connection.introspection.table_names(cursor):
            return set()
        cursor.execute("SELECT tbl FROM sqlite_stat1")
        return {table for (table,) in cursor.fetchall()}


def test_beat_asks_for_tasks_that_there_are():
    app.loader.import_default_modules()

    assert {str(entry["task"]) for entry in settings.CELERY_BEAT_SCHEDULE.values()} <= set(app.tasks)


@pytest.mark.parametrize("started", ["2026-03-02 08:00Z", "2026-03-02 17:59Z"])
def test_what_is_done_at_night_comes_at_three_in_seoul_whenever_the_site_was_started(started):
    """Also on one that is started anew every day: it never runs for a whole day."""
    with time_machine.travel(started, tick=False):
        scheduler = Scheduler(app=app)
        scheduler.setup_schedule()

    with time_machine.travel("2026-03-02 17:59:59Z", tick=False):
        assert not scheduler.schedule["check-points"].is_due().is_due
    with time_machine.travel("2026-03-02 18:00:00Z", tick=False):
        assert scheduler.schedule["check-points"].is_due().is_due
