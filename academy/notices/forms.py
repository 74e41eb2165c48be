"""What somebody wants to hear, by which way, and when not."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.db import transaction
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from academy.people.models import User

from .kinds import KINDS, Kind
from .models import Channel, Mailbox, Switch

HOURS = [(hour, f"{hour:02}:00") for hour in range(24)]


class SwitchesForm(forms.Form):
    """A box for each kind and channel. A kind that must be kept has none for the page."""

    quiet_from = forms.TypedChoiceField(label=_("Quiet from"), choices=HOURS, coerce=int)
    quiet_until = forms.TypedChoiceField(label=_("Quiet until"), choices=HOURS, coerce=int)

    def __init__(self, user: User, data: Any = None):
        self.user = user
        self.mailbox = Mailbox.objects.filter(person=user).first() or Mailbox(person=user)
        super().__init__(
            data,
            initial={"quiet_from": self.mailbox.quiet_from, "quiet_until": self.mailbox.quiet_until},
        )
        said = {(row.kind, row.channel): row.on for row in user.switches.all()}
        for kind in self._kinds():
            for channel in channels():
                if not (kind.kept and channel == Channel.PAGE):
                    self.fields[f"{kind.name}-{channel}"] = forms.BooleanField(
                        label=f"{kind.label}: {channel.label}",
                        required=False,
                        initial=said.get((kind.name, channel), kind.by_default(channel)),
                    )

    def _kinds(self) -> list[Kind]:
        return [kind for kind in KINDS.values() if self.user.role in kind.roles]

    @property
    def channels(self) -> list[Channel]:
        return channels()

    def rows(self) -> Iterator[tuple[Kind, list[tuple[Channel, BoundField | None]]]]:
        """Each kind with its boxes; None where there is nothing to switch."""
        for kind in self._kinds():
            names = [(channel, f"{kind.name}-{channel}") for channel in channels()]
            yield kind, [(channel, self[name] if name in self.fields else None) for channel, name in names]

    @transaction.atomic
    def save(self) -> None:
        """Only what differs from the default is kept: a default can still be mended for all others."""
        hours = {name: self.cleaned_data[name] for name in ("quiet_from", "quiet_until")}
        Mailbox.objects.update_or_create(person=self.user, defaults=hours)
        self.user.switches.filter(channel__in=channels()).delete()
        Switch.objects.bulk_create(
            Switch(person=self.user, kind=kind.name, channel=channel, on=self.cleaned_data[box.name])
            for kind, boxes in self.rows()
            for channel, box in boxes
            if box and self.cleaned_data[box.name] != kind.by_default(channel)
        )


def channels() -> list[Channel]:
    """Those that this academy has."""
    return [Channel.PAGE, Channel.MAIL, *([Channel.PUSH] if settings.PUSH_PRIVATE_KEY else [])]
