"""What staff fill in to invite people."""

from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import roster
from .models import INVITATION_DAYS, Cohort, Invitation, User
from .models.users import SPOKEN
from .refusals import Refused
from .roster_rows import Row

State = Invitation.State
SEARCH = {"type": "search", "placeholder": _("Name, login or e-mail")}


class FilterForm(forms.Form):
    """Never wrong: what cannot be understood does not narrow the list."""

    q = forms.CharField(
        label=_("Search"), required=False, max_length=80, widget=forms.TextInput(attrs=SEARCH)
    )
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All states")), *State.choices]
    )
    cohort = forms.ModelChoiceField(
        Cohort.objects.all(), label=_("Cohort"), required=False, empty_label=_("All cohorts")
    )

    def narrow(self, found: QuerySet[Invitation]) -> QuerySet[Invitation]:
        self.is_valid()
        chosen = self.cleaned_data
        if word := chosen.get("q"):
            found = found.filter(Q(email__icontains=word) | Q(name__icontains=word) | Q(login=word))
        if chosen.get("cohort"):
            found = found.filter(cohort=chosen["cohort"])
        return found.filter(_in_state(chosen.get("state", "")))


def _in_state(state: str) -> Q:
    horizon = timezone.now() - timedelta(days=INVITATION_DAYS)
    waiting = Q(accepted_at__isnull=True, withdrawn_at__isnull=True)
    conditions: dict[str, Q] = {
        State.WAITING: waiting & Q(invited_at__gt=horizon),
        State.EXPIRED: waiting & Q(invited_at__lte=horizon),
        State.ACCEPTED: Q(accepted_at__isnull=False),
        State.WITHDRAWN: Q(withdrawn_at__isnull=False),
    }
    return conditions.get(state, Q())


class InvitationForm(forms.Form):
    """One person. The checks are those of a line in a file; `rows` is that line."""

    role = forms.ChoiceField(label=_("Role"), choices=User.Role.choices, initial=User.Role.TRAINEE)
    email = forms.EmailField(label=_("E-mail"))
    name = forms.CharField(label=_("Name"), max_length=80)
    login = forms.CharField(
        label=_("Login"),
        required=False,
        max_length=20,
        help_text=_("Left empty, it is made from the e-mail address."),
    )
    cohort = forms.ModelChoiceField(
        Cohort.objects.all(),
        label=_("Cohort"),
        required=False,
        initial=lambda: Cohort.objects.first(),
        help_text=_("For trainees only."),
    )
    school_class = forms.IntegerField(
        label=_("Class"), required=False, min_value=1, help_text=_("Left empty, the class with most room.")
    )
    language = forms.ChoiceField(label=_("Language of the mail"), choices=SPOKEN)

    rows: list[Row]

    def clean(self) -> dict[str, Any]:
        super().clean()
        cells = self.cleaned_data
        if self.errors:
            return cells
        if cells["role"] == User.Role.TRAINEE and not cells["cohort"]:
            self.add_error("cohort", _("A trainee needs a cohort."))
            return cells
        record = {key: str(value or "") for key, value in cells.items()}
        record["class"] = record.pop("school_class")
        self.rows = roster.read_records([(1, record)], cohort=cells["cohort"])
        for problem in self.rows[0].problems:
            self.add_error(None, problem)
        return cells


class UploadForm(forms.Form):
    """A file with the list; `text` is what it says and `rows` are its lines."""

    cohort = forms.ModelChoiceField(Cohort.objects.all(), label=_("Cohort"), empty_label=None)
    file = forms.FileField(
        label=_("CSV file"), widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv"})
    )

    text: str
    rows: list[Row]

    def clean(self) -> dict[str, Any]:
        super().clean()
        if not self.errors:
            try:
                self.text = roster.decode(self.cleaned_data["file"].read(roster.MOST_BYTES + 1))
                self.rows = roster.read_text(self.text, cohort=self.cleaned_data["cohort"])
            except Refused as refusal:
                self.add_error("file", str(refusal))
        return self.cleaned_data


class ConfirmForm(forms.Form):
    """The list once more, as it was shown a moment ago. It is checked anew: much can happen in a moment."""

    cohort = forms.ModelChoiceField(Cohort.objects.all())
    text = forms.CharField(strip=False, max_length=roster.MOST_BYTES)

    rows: list[Row]

    def clean(self) -> dict[str, Any]:
        super().clean()
        if not self.errors:
            try:
                self.rows = roster.read_text(self.cleaned_data["text"], cohort=self.cleaned_data["cohort"])
            except Refused as refusal:
                self.add_error("text", str(refusal))
        return self.cleaned_data
