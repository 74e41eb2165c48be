"""What fills a notice's sentence: kept once, read in every language and time zone.

A value is a number, a text, a moment, or a text in several languages by their codes.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, pgettext

Word = int | str | datetime | Mapping[str, str]
MOMENT = "moment"


def kept(about: Mapping[str, Word]) -> dict[str, Any]:
    """As JSON keeps it."""
    return {
        name: {MOMENT: value.isoformat()} if isinstance(value, datetime) else value
        for name, value in about.items()
    }


def fill(sentence: object, about: Mapping[str, Any]) -> str:
    return str(sentence) % {name: _said(value) for name, value in about.items()}


def _said(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if MOMENT in value:
        moment = timezone.localtime(datetime.fromisoformat(value[MOMENT]))
        return date_format(moment, pgettext("date format", "j M, H:i"))
    return value.get(get_language() or "") or next(iter(value.values()), "")
