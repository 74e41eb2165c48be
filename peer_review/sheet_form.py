"""The evaluation sheet as a form."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from .evaluations import SHORTEST_COMMENT
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


@dataclass(frozen=True)
class Doubted:
    """A flag that weighs heavily, with what it does: it is asked twice."""

    flag: str
    label: str
    means: str


@dataclass(frozen=True)
class Asked:
    """A question with its answer so far."""

    name: str  # of the input
    title: str
    text: str  # Markdown
    is_yes_no: bool
    value: bool | int | str | None  # None: not answered yet
    errors: list[str]


@dataclass(frozen=True)
class AskedSection:
    title: str
    text: str  # Markdown
    bonus: bool
    questions: list[Asked]


class SheetForm(forms.Form):
    """An evaluation sheet as a form. No question is answered for the evaluator."""

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
        self._kept: Mapping[str, Any] = {}
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
    def page(self) -> str:
        """The open page that sends the form; see drafts.py."""
        return str(self.data.get("page") or self.initial.get("page", ""))[:16]

    @property
    def version(self) -> int:
        """The draft that this page has seen."""
        text = str(self.data.get("version") or self.initial.get("version", 0))
        return int(text) if text.isdecimal() and len(text) < 9 else 0

    @property
    def kept(self) -> Mapping[str, Any]:
        """What the line about saving says."""
        return self._kept or {"page": self.page, "version": self.version}

    def go_on(self, kept: Mapping[str, Any]) -> None:
        """The form is shown again after a try to keep it."""
        self._kept = kept

    @property
    def doubted(self) -> Doubted | None:
        """The flag of a sheet that was handed in without a second word for it."""
        flag = str(self.data.get("flag", ""))
        if flag not in FLAGS or not is_warning(flag) or self.data.get("sure") == flag:
            return None
        means = _("The mark is 0, whatever the answers say, and the evaluation ends with it.")
        if flag == CHEAT:
            means = _("The report goes to the staff, who hear the team before anything is decided.")
        return Doubted(flag, str(FLAGS[flag]), str(means))

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
        if question.kind == "yes_no":
            value = {"yes": True, "no": False}.get(value)
        return Asked(
            name=field.html_name,
            title=question.title.in_language(self.language),
            text=question.text.in_language(self.language),
            is_yes_no=question.kind == "yes_no",
            value=value,
            errors=[str(error) for error in field.errors],
        )

    def clean(self) -> dict[str, Any]:
        """Each question wants an answer, but a flag that ends the evaluation needs none."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if is_warning(str(given.get("flag", ""))):
            return given
        for question in self._unanswered(given):
            self.add_error(_field(question), _("This question is not answered yet."))
        return given

    def _unanswered(self, given: Mapping[str, Any]) -> list[Question]:
        """A bonus is asked for only where it counts: after a perfect rest."""
        mandatory = list(self.sheet.questions(bonus=False))
        is_perfect = all(given.get(_field(question)) == question.best for question in mandatory)
        asked = self.sheet.questions() if is_perfect else mandatory
        return [question for question in asked if given.get(_field(question), "") is None]

    @property
    def first_missing(self) -> str:
        """The first question with an error, by the name of its input; empty without one."""
        return next((_field(q) for q in self.sheet.questions() if _field(q) in self.errors), "")

    @property
    def missing(self) -> str:
        """What is said above a sheet that cannot be handed in as it is."""
        many = sum(_field(question) in self.errors for question in self.sheet.questions())
        if not many:
            return str(_("Something is still missing: look at the marked places."))
        return ngettext(
            "One question is not answered yet.", "%(many)d questions are not answered yet.", many
        ) % {"many": many}

    def flags(self) -> Iterator[tuple[str, str, bool, bool]]:
        """Value, words, whether it is a good one, whether it is chosen."""
        chosen = self["flag"].value()
        for value, label in FLAGS.items():
            if value in self.sheet.flags:
                yield value, str(label), not is_warning(value), value == chosen

    def answers(self) -> dict[str, bool | int]:
        """What was answered, by the names of the sheet."""
        given = {q.name: self.cleaned_data[_field(q)] for q in self.sheet.questions()}
        return {name: answer for name, answer in given.items() if answer is not None}

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
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )


def _is_yes(value: str) -> bool:
    return value == "yes"


def is_warning(flag: str) -> bool:
    """Whether a flag ends the evaluation with nothing, or accuses somebody."""
    return flag in NEGATIVE or flag == CHEAT
