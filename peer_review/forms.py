"""What people type: the sheet, feedback, a span of time, a decision."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from . import quarters
from .evaluations import SHORTEST_COMMENT
from .models import Feedback
from .models.feedback import BEST
from .sheet_file import BEST_RATING, CHEAT, CONCERNING, NEGATIVE, Question, Sheet

FLAGS = {
    "ok": _("Ok"),
    "outstanding": _("Outstanding work"),
    "empty_work": _("Empty work"),
    "incomplete_work": _("Incomplete work"),
    "invalid_compilation": _("Does not compile"),
    "style": _("Style"),
    "crash": _("Crash"),
    "leaks": _("Leaks"),
    "forbidden_function": _("Forbidden function"),
    "incomplete_group": _("Incomplete group"),
    "cannot_explain": _("Cannot explain the code"),
    "cheat": _("Cheating"),
}
LONGEST_TEXT = 10_000  # characters
MOST_QUARTERS = 7 * 24 * 4  # in a week


@dataclass(frozen=True)
class Asked:
    """A question with its answer so far."""

    name: str  # of the input
    title: str
    text: str  # Markdown
    is_yes_no: bool
    value: bool | int | str
    errors: list[str]


@dataclass(frozen=True)
class AskedSection:
    title: str
    text: str  # Markdown
    bonus: bool
    questions: list[Asked]


class SheetForm(forms.Form):
    """An evaluation sheet as a form. Every answer starts at 'no'."""

    comment = forms.CharField(
        label=_("Comment for the team"),
        help_text=_("What was good, what to learn next. At least 30 characters."),
        min_length=SHORTEST_COMMENT,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def __init__(
        self, sheet: Sheet, data: Mapping[str, Any] | None = None, draft: Mapping[str, Any] | None = None
    ):
        super().__init__(data, initial={"flag": "ok", **(draft or {})}, auto_id="sheet-%s")
        self.sheet, self.language = sheet, get_language() or "ko"
        for question in sheet.questions():
            self.fields[_field(question)] = _answer_field(question, self.language)
        flags = [(flag, FLAGS[flag]) for flag in sheet.flags if flag != CONCERNING]
        self.fields["flag"] = forms.ChoiceField(label=_("Flag"), choices=flags, widget=forms.RadioSelect)
        if CONCERNING in sheet.flags:
            self.fields["concern"] = forms.CharField(
                label=_("A word to the staff"),
                help_text=_("Only if something worries you. The team never sees it."),
                required=False,
                max_length=LONGEST_TEXT,
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    @property
    def introduction(self) -> str:
        return self.sheet.introduction.in_language(self.language)

    @property
    def guidelines(self) -> str:
        return self.sheet.guidelines.in_language(self.language)

    def sections(self) -> Iterator["AskedSection"]:
        """The sheet in the reader's language, with the answers so far."""
        for section in self.sheet.sections:
            about = section.description.in_language(self.language) if section.description else ""
            questions = [self._asked(question) for question in section.questions]
            yield AskedSection(section.title.in_language(self.language), about, section.bonus, questions)

    def _asked(self, question: Question) -> "Asked":
        field = self[_field(question)]
        value: Any = field.value()
        return Asked(
            name=field.html_name,
            title=question.title.in_language(self.language),
            text=question.text.in_language(self.language),
            is_yes_no=question.kind == "yes_no",
            value=value == "yes" if question.kind == "yes_no" else value,
            errors=[str(error) for error in field.errors],
        )

    def flags(self) -> Iterator[tuple[str, str, bool, bool]]:
        """Value, words, whether it is a good one, whether it is chosen."""
        chosen = self["flag"].value()
        for value, label in FLAGS.items():
            if value in self.sheet.flags:
                yield value, str(label), not is_warning(value), value == chosen

    def answers(self) -> dict[str, bool | int]:
        """What was answered, by the names of the sheet."""
        return {q.name: self.cleaned_data[_field(q)] for q in self.sheet.questions()}

    def typed(self) -> dict[str, str]:
        """The form as it stands, valid or not, for a draft."""
        return {name: str(self.data[name])[:LONGEST_TEXT] for name in self.fields if name in self.data}


def _field(question: Question) -> str:
    return f"q-{question.name}"


def _answer_field(question: Question, language: str) -> forms.TypedChoiceField:
    choices: list[tuple[Any, Any]] = [(rating, str(rating)) for rating in range(BEST_RATING + 1)]
    coerce: Any = int
    if question.kind == "yes_no":
        choices, coerce = [("no", _("No")), ("yes", _("Yes"))], _is_yes
    return forms.TypedChoiceField(
        label=question.title.in_language(language),
        choices=choices,
        coerce=coerce,
        empty_value=question.no,  # type: ignore[arg-type]  # any value will do
        initial="no" if question.kind == "yes_no" else 0,
        required=False,
        widget=forms.RadioSelect,
    )


def _is_yes(value: str) -> bool:
    return value == "yes"


def is_warning(flag: str) -> bool:
    """Whether a flag ends the evaluation with nothing, or accuses somebody."""
    return flag in NEGATIVE or flag == CHEAT


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
                choices=[(grade, str(grade)) for grade in range(BEST + 1)],
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
        coerce=_is_yes,
        empty_value=None,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Both sides read it."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
