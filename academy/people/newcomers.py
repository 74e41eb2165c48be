"""People who are new to the academy."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from .models import User
from .refusals import Refused


def register(user: User) -> User:
    """Save a new person. Raises Refused when their address or login was taken a moment ago."""
    try:
        with transaction.atomic():
            # Inside a savepoint, or PostgreSQL would refuse everything after the clash.
            user.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(_("Somebody has just signed up with this address or login. Try again.")) from error
    return user
