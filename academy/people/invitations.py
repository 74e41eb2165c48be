"""Keeping a place for somebody until they sign up."""

from collections import Counter
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from . import acts, enrolment, newcomers, places
from .models import Cohort, Enrolment, Invitation, User
from .refusals import Refused
from .roster_rows import Row
from .tasks import mail_invitations


def invite(rows: Sequence[Row], *, cohort: Cohort | None, by: User) -> list[Invitation]:
    """Invite everybody or nobody; the mails go out after commit. Raises Refused."""
    if any(row.problems for row in rows):
        raise Refused(_("Nobody was invited, because some lines have problems."))
    try:
        with transaction.atomic():
            if cohort:
                check_room(rows, cohort=places.lock(cohort))
            # One statement: a second list with one of these addresses waits here, then is refused whole.
            made = Invitation.objects.bulk_create(_invitation(row, cohort=cohort, by=by) for row in rows)
            for one in made:
                _write_down(acts.Kind.INVITE, one, by=by)
            mail_soon()
    except IntegrityError as error:  # somebody else invited or signed up between the check and now
        raise Refused(_("An address or a login has just been taken. Look at the list again.")) from error
    return made


def _invitation(row: Row, *, cohort: Cohort | None, by: User) -> Invitation:
    return Invitation(
        email=row.email,
        name=row.name,
        login=row.login,
        role=row.role,
        language=row.language,
        cohort=cohort if row.role == User.Role.TRAINEE else None,
        school_class=row.school_class,
        invited_by=by,
    )


def check_room(rows: Sequence[Row], *, cohort: Cohort) -> None:
    """The rows were checked before; this counts again, now that nobody else can. Raises Refused."""
    trainees = [row for row in rows if row.role == User.Role.TRAINEE]
    if len(trainees) > places.places_left(cohort):
        raise Refused(_("%(cohort)s is full.") % {"cohort": cohort})
    wanted = Counter(row.school_class for row in trainees if row.school_class)
    room = places.places_left_by_class(cohort)
    for school_class, count in wanted.items():
        if count > room.get(school_class, 0):
            raise Refused(_("%(school_class)s is full.") % {"school_class": school_class})


@transaction.atomic
def resend(invitation: Invitation, *, by: User | None = None) -> None:
    """Send the same link again and let it live anew. Raises Refused."""
    if invitation.cohort:  # an expired one takes a place again
        places.lock(invitation.cohort)
    invitation = _waiting(invitation)
    cohort = invitation.cohort
    if cohort and not invitation.is_open and places.places_left(cohort) <= 0:
        raise Refused(_("%(cohort)s is full.") % {"cohort": cohort})
    invitation.invited_at = timezone.now()
    invitation.mailed_at = None
    invitation.mail_trouble = ""
    invitation.save(update_fields=["invited_at", "mailed_at", "mail_trouble"])
    _write_down(acts.Kind.INVITE_AGAIN, invitation, by=by)
    mail_soon()


@transaction.atomic
def withdraw(invitation: Invitation, *, by: User | None = None) -> None:
    """The link stops working; place, address and login are free again. Raises Refused."""
    invitation = _waiting(invitation)
    invitation.withdrawn_at = timezone.now()
    invitation.save(update_fields=["withdrawn_at"])
    _write_down(acts.Kind.INVITE_BACK, invitation, by=by)


def _write_down(kind: acts.Kind, invitation: Invitation, *, by: User | None) -> None:
    acts.write(kind, by=by, cohort=invitation.cohort, what=invitation.login, ref=invitation)


@transaction.atomic
def accept(invitation: Invitation, *, user: User) -> Enrolment | None:
    """Save the new `user` in the place that was kept; None for staff and mentors. Raises Refused."""
    invitation = _waiting(invitation)
    if not invitation.is_open:
        raise Refused(_("This invitation has expired. Ask the staff to send it again."))
    user.email, user.login, user.role = invitation.email, invitation.login, invitation.role
    newcomers.register(user)
    invitation.accepted_at = timezone.now()
    invitation.accepted_by = user
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    if invitation.cohort is None:
        return None
    return enrolment.take_place(user, cohort=invitation.cohort, school_class=invitation.school_class)


def _waiting(invitation: Invitation) -> Invitation:
    """The row as it is now, locked until the end of the transaction. Raises Refused."""
    found = Invitation.objects.waiting().select_for_update().filter(pk=invitation.pk).first()
    if found is None:
        raise Refused(_("This invitation has been used or withdrawn."))
    return found


def mail_soon() -> None:
    """After commit. If the broker is down, the periodic round finds the mails later."""
    transaction.on_commit(lambda: mail_invitations.delay(), robust=True)
