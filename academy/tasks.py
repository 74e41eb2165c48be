"""What the site as a whole does every night."""

from celery import shared_task
from django.db import connection

ROWS = 1000  # of each index that are looked at, more or less: 350 MB take a twentieth of a second then


@shared_task
def count_rows() -> None:
    """Let SQLite count its rows, for without numbers it often takes the wrong index of two.

    `PRAGMA optimize` would not do: before SQLite 3.46 it counts only what its own connection has asked for,
    and that of a task has asked for nothing. PostgreSQL counts by itself (autovacuum).
    """
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA analysis_limit = {ROWS}")
        cursor.execute("ANALYZE")
