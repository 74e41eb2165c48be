from datetime import timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone

from academy.people import tasks


def test_sessions_that_have_run_out_are_cleared(db):
    now = timezone.now()
    for key, expires in [("old", now - timedelta(minutes=1)), ("new", now + timedelta(hours=1))]:
        Session.objects.create(session_key=key, session_data="", expire_date=expires)

    tasks.clear_sessions()

    assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]
