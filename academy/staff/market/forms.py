"""What staff type about a cohort's market."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from peer_review.models import MarketSettings
from peer_review.rule_groups import GROUPS


class Days(forms.CharField):
    """Days as text with commas between them."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        return [text.strip() for text in str(value or "").split(",") if text.strip()]


class RulesForm(forms.ModelForm):
    """All rules of a market, and why they change."""

    reason = forms.CharField(label=_("Reason"), max_length=300, help_text=_("Kept in the history."))

    class Meta:
        model = MarketSettings
        exclude = ("cohort",)  # noqa: DJ006 -- every rule is on the page, also those that are added later

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        days = self.fields["crunch_weeks"]
        self.fields["crunch_weeks"] = Days(label=days.label, help_text=days.help_text, required=False)

    def groups(self) -> Iterator[tuple[Any, list[forms.BoundField], bool]]:
        """The fields under their heads, and whether something is to be mended or changed among them."""
        named = {name for _label, names in GROUPS for name in names}
        rest = [name for name in self.fields if name not in named and name != "reason"]
        changed = self.changed_data if self.is_bound else []  # before anything is typed all would count
        for label, names in [*GROUPS, (_("More"), rest)]:
            if names:
                touched = any(name in self.errors or name in changed for name in names)
                yield label, [self[name] for name in names], touched

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "reason"}


class GrantForm(forms.Form):
    """Points for somebody, or from somebody."""

    login = forms.CharField(label=_("Login"), max_length=20)
    amount = forms.IntegerField(label=_("Points"), help_text=_("Below zero: points that you take."))
    reason = forms.CharField(label=_("Reason"), max_length=300, help_text=_("The person reads it."))
    request = forms.CharField(max_length=40, widget=forms.HiddenInput)


class UndoForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=300, help_text=_("The person reads it."))
