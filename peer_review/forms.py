"""What people type besides the sheet: feedback, a span of time, a code, a decision."""

from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from . import quarters
from .models import Feedback, Waiting
from .models.feedback import BEST, WORST

MOST_QUARTERS = 7 * 24 * 4  # in a week
DAYS_SHOWN = 7  # of those on which a team may not come


class FeedbackForm(forms.ModelForm):
    """Four grades and a sentence."""

    class Meta:
        model = Feedback
        fields = ("nice", "rigorous", "interested", "punctual", "comment")
        widgets = {"comment": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name in ("nice", "rigorous", "interested", "punctual"):
            self.fields[name] = forms.TypedChoiceField(
                label=self.fields[name].label,
                choices=[(grade, str(grade)) for grade in range(WORST, BEST + 1)],
                coerce=int,
                widget=forms.RadioSelect,
            )


def _clock_times() -> list[tuple[str, str]]:
    every = [f"{minutes // 60:02}:{minutes % 60:02}" for minutes in range(0, 24 * 60, quarters.MINUTES)]
    return [(clock, clock) for clock in every]


class SpanForm(forms.Form):
    """A time to offer, for those who would rather write it than point at it."""

    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    begins = forms.ChoiceField(label=_("From"), choices=_clock_times, initial="14:00")
    ends = forms.ChoiceField(label=_("To"), choices=_clock_times, initial="15:00")

    def span(self) -> tuple[datetime, datetime]:
        """From and to; an end at or before the beginning is on the next day."""
        day, zone = self.cleaned_data["day"], timezone.get_current_timezone()
        begins, ends = (time.fromisoformat(self.cleaned_data[name]) for name in ("begins", "ends"))
        last_day = day if ends > begins else day + timedelta(days=1)
        return datetime.combine(day, begins, tzinfo=zone), datetime.combine(last_day, ends, tzinfo=zone)


def _next_days() -> list[tuple[str, str]]:
    today = timezone.localdate()
    days = [today + timedelta(days=number) for number in range(DAYS_SHOWN)]
    return [(day.isoformat(), date_format(day, pgettext("date format", "D, j M"))) for day in days]


class HoursForm(forms.Form):
    """Between which times of the day a team can come, and on which of the next days not at all."""

    opens = forms.ChoiceField(label=_("Not before"), choices=_clock_times, initial="09:00")
    closes = forms.ChoiceField(label=_("Over by"), choices=lambda: _ends_of_day(), initial="22:00")
    away = forms.MultipleChoiceField(
        label=_("Not on these days"),
        choices=_next_days,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    @classmethod
    def asked(cls, data: QueryDict) -> "HoursForm":
        """One click without hours means the usual ones."""
        usual = {name: cls.base_fields[name].initial for name in ("opens", "closes")}
        return cls({**usual, **data.dict(), "away": data.getlist("away")})

    @classmethod
    def of(cls, waits: Waiting | None) -> "HoursForm":
        if waits is None:
            return cls()
        hours = {"opens": clock(waits.opens), "closes": clock(waits.closes)}
        return cls(initial={**hours, "away": waits.away})

    def wish(self) -> dict[str, Any]:
        """The two times as quarters of the day, and the days."""
        hours = {name: quarter_of(self.cleaned_data[name]) for name in ("opens", "closes")}
        return {**hours, "away": [date.fromisoformat(day) for day in self.cleaned_data["away"]]}


def _ends_of_day() -> list[tuple[str, str]]:
    return [*_clock_times()[1:], ("24:00", "24:00")]


def clock(quarter: int) -> str:
    """A quarter of the day as it stands on the wall."""
    return f"{quarter // 4:02}:{quarter % 4 * quarters.MINUTES:02}"


def quarter_of(text: str) -> int:
    hours, minutes = text.split(":")
    return int(hours) * 4 + int(minutes) // quarters.MINUTES


WEEKDAYS = [
    (0, _("Monday")),
    (1, _("Tuesday")),
    (2, _("Wednesday")),
    (3, _("Thursday")),
    (4, _("Friday")),
    (5, _("Saturday")),
    (6, _("Sunday")),
]


@cache
def _zones() -> list[tuple[str, str]]:
    """Asked once: they are looked for on the disk."""
    return [(name, name) for name in sorted(available_timezones())]


class WeeklyForm(forms.Form):
    """A time to offer every week."""

    weekday = forms.TypedChoiceField(label=_("Day of the week"), choices=WEEKDAYS, coerce=int)
    begins = forms.ChoiceField(label=_("From"), choices=_clock_times, initial="14:00")
    ends = forms.ChoiceField(label=_("To"), choices=lambda: _ends_of_day(), initial="16:00")
    zone = forms.ChoiceField(label=_("Time zone"), choices=lambda: _zones())
    ends_on = forms.DateField(
        label=_("Last day"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def times(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return given | {name: quarter_of(given[name]) for name in ("begins", "ends")}


class DayForm(forms.Form):
    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class MomentForm(forms.Form):
    """A day and a time of it, on the clock of the page."""

    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    begins = forms.ChoiceField(label=_("Start"), choices=_clock_times)

    def moment(self) -> datetime:
        clock_time = time.fromisoformat(self.cleaned_data["begins"])
        zone = timezone.get_current_timezone()
        return datetime.combine(self.cleaned_data["day"], clock_time, tzinfo=zone)


class AppealForm(forms.Form):
    reason = forms.CharField(
        label=_("What happened"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )


class AppealDecisionForm(forms.Form):
    granted = forms.TypedChoiceField(
        label=_("Decision"),
        choices=[("yes", _("Granted: undo what it cost")), ("no", _("It stays as it is"))],
        coerce=lambda value: value == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(label=_("Answer"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class Numbers(forms.CharField):
    """Quarters as numbers with commas between them."""

    def to_python(self, value: Any) -> Any:
        texts = [text for text in str(value or "").split(",") if text]
        if len(texts) > MOST_QUARTERS or not all(text.isdigit() and len(text) < 10 for text in texts):
            raise forms.ValidationError(_("These are no quarter hours."))
        return [int(text) for text in texts]


class QuartersForm(forms.Form):
    """The calendar: the quarters that are to be open, and those that were when it was drawn."""

    slot = Numbers(required=False)
    was_open = Numbers(required=False)

    def __init__(self, data: QueryDict):
        super().__init__({"slot": ",".join(data.getlist("slot")), "was_open": data.get("was_open", "")})


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code on the team's screen"),
        max_length=12,
        # Kept as it is when the part of the page around it is drawn again.
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "hx-preserve": "true"}
        ),
    )

    def clean_code(self) -> str:
        return str(self.cleaned_data["code"]).replace(" ", "")


class DecisionForm(forms.Form):
    upheld = forms.TypedChoiceField(
        label=_("Decision"),
        choices=[
            ("yes", _("It was cheating: the mark is -42")),
            ("no", _("It was not: set the evaluation aside")),
        ],
        coerce=lambda value: value == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Both sides read it."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
