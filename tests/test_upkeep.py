"""What the site as a whole does every night."""

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
