"""Personal access tokens for git and the API."""

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from .models import AccessToken, User
from .refusals import Refused

PREFIX = "bgl_"
SECRET_BYTES = 20  # 160 bits are beyond guessing, so a fast hash keeps them well enough
MOST_PER_PERSON = 20
USE_NOTED_EVERY = timedelta(minutes=1)


@transaction.atomic
def create(user: User, *, name: str, scope: AccessToken.Scope, days: int) -> tuple[AccessToken, str]:
    """The new token and its secret, which nobody can show again. Raises Refused."""
    User.objects.select_for_update().get(pk=user.pk)  # two requests at once count one after the other
    if user.tokens.count() >= MOST_PER_PERSON:
        raise Refused(_("You have %(count)d tokens. Revoke one first.") % {"count": MOST_PER_PERSON})
    if user.tokens.filter(name=name).exists():
        raise Refused(_("You already have a token with this name."))
    secret = PREFIX + secrets.token_hex(SECRET_BYTES)
    expires_at = timezone.now() + timedelta(days=days)
    token = AccessToken.objects.create(
        user=user, name=name, digest=digest_of(secret), scope=scope, expires_at=expires_at
    )
    return token, secret


def owner_of(secret: str, *, write: bool, name: str = "") -> User | None:
    """The active person who holds this token; `name`, where it is sent along, must be their login or e-mail.

    One hash and one look-up by it, whatever the answer: the time taken tells nothing about a near miss.
    """
    token = AccessToken.objects.select_related("user").filter(digest=digest_of(secret)).first()
    if token is None or not token.user.is_active or token.expires_at <= timezone.now():
        return None
    if write and token.scope != AccessToken.Scope.WRITE:
        return None
    if name and name.lower() not in (token.user.login, token.user.email):
        return None
    note_use(token)
    return token.user


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def note_use(token: AccessToken) -> None:
    """Write the time of use, at most once a minute: a clone makes several requests."""
    now = timezone.now()
    if token.used_at is None or now - token.used_at >= USE_NOTED_EVERY:
        AccessToken.objects.filter(pk=token.pk).update(used_at=now)
