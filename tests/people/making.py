"""People with a proven address, invitations, and ways to sign in as a browser does."""

import re
import time
from itertools import count

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core import mail

from academy.people.models import Invitation
from tests.making import make_person

PASSWORD = "a-good-password-42"
_numbers = count(1)


def make_account(login=None, **fields):
    person = make_person(login, **fields)
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def make_invitation(by, cohort=None, **fields):
    number = next(_numbers)
    values = {
        "email": f"guest{number}@example.org",
        "login": f"guest{number}",
        "name": "Guest Lee",
        "cohort": cohort,
        "role": "trainee" if cohort else "mentor",
        "invited_by": by,
    }
    return Invitation.objects.create(**{**values, **fields})


def sign_in(client, person, **more):
    return client.post("/accounts/login/", {"login": person.email, "password": PASSWORD, **more})


def signed_in(client):
    """The login of whoever this browser is signed in as."""
    response = client.get("/profile/")
    return response.context["user"].login if response.status_code == 200 else None


def add_authenticator_app(person):
    """The secret on the person's phone."""
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    return secret


def code_now(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def link_in(letter):
    """The path of the first link; it stands on a line of its own, or mail programs spoil it."""
    return re.search(r"^https?://[^/\s]+(/\S+)$", letter.body, re.MULTILINE)[1]


def last_letter():
    return mail.outbox[-1]


def sign_up_fields(**fields):
    return {"name": "Guest Lee", "password1": "wide-open-sky-77", "password2": "wide-open-sky-77", **fields}
