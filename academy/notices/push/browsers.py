"""Browsers that asked to be pushed to. They name the address, so only known push services are sent to."""

import re

from cryptography.hazmat.primitives.asymmetric import ec
from django import forms
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academy.people.models import User
from academy.people.refusals import Refused

from ..models import PushTarget
from . import sealing

MOST = 8  # of one person
# No name or password, no sign that two readers of an address could take differently.
ADDRESS = re.compile(r"https://([a-z0-9.-]+(?::[0-9]+)?)/[!-\[\]-~]*")


class BrowserForm(forms.Form):
    """What a browser says of itself. It is filled by a script, so that one error is enough."""

    endpoint = forms.CharField(max_length=1000, widget=forms.HiddenInput)
    p256dh = forms.CharField(max_length=100, widget=forms.HiddenInput)
    auth = forms.CharField(max_length=50, widget=forms.HiddenInput)

    def clean_endpoint(self) -> str:
        endpoint: str = self.cleaned_data["endpoint"]
        if not is_known(endpoint):
            raise forms.ValidationError(_("The academy sends nothing to the push service of this browser."))
        return endpoint

    def clean(self) -> None:
        try:
            point = sealing.decoded(self.cleaned_data.get("p256dh", ""))
            ec.EllipticCurvePublicKey.from_encoded_point(sealing.CURVE, point)
            is_key = len(point) == 65 and len(sealing.decoded(self.cleaned_data.get("auth", ""))) == 16
        except ValueError:
            is_key = False
        if not is_key:
            raise forms.ValidationError(_("The browser has sent no usable keys."))

    def why_not(self) -> str:
        return next(str(error) for errors in self.errors.values() for error in errors)


def is_known(endpoint: str) -> bool:
    """Whether we send there: one of settings.PUSH_SERVICES, by HTTPS, and nothing odd in the address."""
    found = ADDRESS.fullmatch(endpoint)
    return found is not None and any(
        found[1] == service or (service.startswith(".") and found[1].endswith(service))
        for service in settings.PUSH_SERVICES
    )


@transaction.atomic
def add(person: User, *, endpoint: str, p256dh: str, auth: str) -> PushTarget:
    """Push to this browser from now on; it belongs to whoever asked last. Raises Refused."""
    User.objects.select_for_update().get(pk=person.pk)  # two at once count one after the other
    if person.push_targets.exclude(endpoint=endpoint).count() >= MOST:
        raise Refused(_("You have %(count)d browsers here. Take one out first.") % {"count": MOST})
    keys = {"person": person, "p256dh": p256dh, "auth": auth, "made_at": timezone.now()}
    target, _created = PushTarget.objects.update_or_create(endpoint=endpoint, defaults=keys)
    return target
