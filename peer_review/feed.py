"""A person's evaluations as an iCalendar feed. It names nobody, ever: calendars keep what they have read."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from academy.people.models import User

from . import agenda
from .models import CalendarFeed, Evaluation
from .models.feeds import new_secret

REFRESH = timedelta(minutes=15)
REMIND = timedelta(minutes=-15)  # when the names are shown, where the calendar takes reminders from feeds


def of(user: User) -> CalendarFeed:
    return CalendarFeed.objects.get_or_create(user=user)[0]


def renew(user: User) -> CalendarFeed:
    """A new address; the old one is gone."""
    feed = of(user)
    feed.secret, feed.made_at = new_secret(), timezone.now()
    feed.save(update_fields=["secret", "made_at"])
    return feed


def calendar(user: User) -> bytes:
    """What this person owes to others, and the evaluations of their own work, in their language."""
    with translation.override(user.language):
        shown = Calendar()
        shown.add("prodid", "-//Bitgoeul//Evaluations//EN")
        shown.add("version", "2.0")
        shown.add("x-wr-calname", _("Evaluations"))
        shown.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
        for evaluation in agenda.to_give(user):
            shown.add_component(_event(evaluation, _("You evaluate: %(project)s")))
        for evaluation in agenda.to_get(user):
            shown.add_component(_event(evaluation, _("You are evaluated: %(project)s")))
        return bytes(shown.to_ical())


def _event(evaluation: Evaluation, summary: str) -> Event:
    event = Event()
    event.add("uid", f"{evaluation.key}@bitgoeul")
    event.add("dtstamp", timezone.now())
    event.add("dtstart", evaluation.starts_at)
    event.add("dtend", evaluation.ends_at)
    event.add("summary", summary % {"project": evaluation.team.project.title})
    event.add("description", _("Names are shown on the site 15 minutes before the start."))
    event.add("url", settings.SITE_URL + evaluation.get_absolute_url())
    event.add_component(_reminder(summary % {"project": evaluation.team.project.title}))
    return event


def _reminder(summary: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", REMIND)
    alarm.add("description", summary)
    return alarm
