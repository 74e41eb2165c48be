"""What people fill in about themselves."""

from typing import Any

from allauth.core import context
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from . import sign_up
from .models import AccessToken, Enrolment, User

DAYS = [(30, _("30 days")), (90, _("90 days")), (365, _("1 year"))]


class SignupForm(forms.Form):
    """What allauth's sign-up form asks besides address and password. An invitation fixes the address."""

    name = forms.CharField(
        label=_("Name"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    field_order = ["email", "name", "password1", "password2"]

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        invitation = sign_up.remembered(context.request)
        if invitation:
            # In `initial`, not on the field: an address in the query string would win over the field's own.
            self.initial.update(email=invitation.email, name=invitation.name)
            self.fields["email"].disabled = True

    def signup(self, request: HttpRequest, user: User) -> None:
        """Required by allauth; the adapter does it all in one transaction with saving the person."""


class ProfileForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["name", "language", "on_leaderboard"]
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "name"})}


class TokenForm(forms.Form):
    name = forms.CharField(
        label=_("Name"), max_length=60, help_text=_("Where you will use it, e.g. “laptop”.")
    )
    scope = forms.ChoiceField(
        label=_("Permission"),
        choices=AccessToken.Scope.choices,
        initial=AccessToken.Scope.WRITE,
        widget=forms.RadioSelect,
    )
    days = forms.TypedChoiceField(label=_("Lives for"), choices=DAYS, coerce=int, initial=90)


class EnrolmentForm(forms.Form):
    """What staff may do with an enrolment in its present state."""

    ACTIONS = {
        Enrolment.State.ACTIVE: ["freeze", "graduate", "withdraw"],
        Enrolment.State.FROZEN: ["unfreeze", "withdraw"],
        Enrolment.State.WITHDRAWN: ["take_back"],
        Enrolment.State.GRADUATED: ["take_back"],
    }
    WORDS = {
        "freeze": _("Freeze"),
        "unfreeze": _("Unfreeze"),
        "graduate": _("Graduate"),
        "withdraw": _("Withdraw"),
        "take_back": _("Take back"),
    }

    reason = forms.CharField(label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, row: Enrolment, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.row = row
        actions = self.ACTIONS[Enrolment.State(row.state)]
        choices = [(action, self.WORDS[action]) for action in actions]
        self.fields["action"] = forms.ChoiceField(
            label=_("Change to make"), choices=choices, widget=forms.RadioSelect
        )
        self.order_fields(["action", "reason"])
