"""Spans of time as one says them: in one unit alone; nobody needs the hours of last week."""

from datetime import datetime, timedelta

from django import template
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext, ngettext

HOURS_SAID = 48  # from here on one counts in days

register = template.Library()


@register.filter
def span_since(moment: datetime) -> str:
    """How long ago, in its largest unit."""
    return timesince(moment, depth=1)


@register.filter
def ago(moment: datetime) -> str:
    """The same as words: nothing happened nought minutes ago."""
    if timezone.now() - moment < timedelta(minutes=1):
        return gettext("just now")
    return gettext("%(span)s ago") % {"span": span_since(moment)}


@register.filter
def hours_or_days(hours: int) -> str:
    """Days are rounded up: nobody is promised one that they then wait in vain."""
    if hours < HOURS_SAID:
        return ngettext("%(hours)d hour", "%(hours)d hours", hours) % {"hours": hours}
    days = -(-hours // 24)
    return ngettext("%(days)d day", "%(days)d days", days) % {"days": days}
