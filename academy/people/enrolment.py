"""Joining a cohort, leaving it for a while, leaving it for good."""

from collections.abc import Callable
from typing import Literal

from django.db import transaction
from django.utils.translation import gettext as _

from . import acts, places
from .models import Cohort, Enrolment, EnrolmentChange, SchoolClass, User
from .refusals import Refused

State = Enrolment.State
AFTER = {
    acts.Kind.FREEZE: State.FROZEN,
    acts.Kind.UNFREEZE: State.ACTIVE,
    acts.Kind.WITHDRAW: State.WITHDRAWN,
    acts.Kind.GRADUATE: State.GRADUATED,
    acts.Kind.TAKE_BACK: State.ACTIVE,
}


@transaction.atomic
def enrol(user: User, *, cohort: Cohort, school_class: SchoolClass | None = None) -> Enrolment:
    """Give `user` a free place; without a class, in the one with most room. Raises Refused."""
    cohort = places.lock(cohort)
    if places.places_left(cohort) <= 0:
        raise Refused(_("%(cohort)s is full.") % {"cohort": cohort})
    if school_class and places.places_left_by_class(cohort).get(school_class, 0) <= 0:
        raise Refused(_("%(school_class)s is full.") % {"school_class": school_class})
    return take_place(user, cohort=cohort, school_class=school_class)


@transaction.atomic
def take_place(user: User, *, cohort: Cohort, school_class: SchoolClass | None) -> Enrolment:
    """Enrol without counting: the place was kept, or has just been counted. Raises Refused."""
    # The database refuses both as well; asked first, so that the refusal is a sentence.
    present = user.enrolments.filter(state__in=Enrolment.PRESENT).select_related("cohort").first()
    if present:
        raise Refused(_("%(person)s is already in %(cohort)s.") % {"person": user, "cohort": present.cohort})
    if user.enrolments.filter(cohort=cohort).exists():
        names = {"person": user, "cohort": cohort}
        raise Refused(_("%(person)s has left %(cohort)s; take them back instead.") % names)
    school_class = school_class or places.roomiest_class(cohort)
    return Enrolment.objects.create(user=user, cohort=cohort, school_class=school_class)


def freeze(enrolment: Enrolment, *, by: User, reason: str) -> Enrolment:
    """Pause: nothing is due and nothing can be handed in, until `unfreeze`. Raises Refused."""
    return _move(enrolment, acts.Kind.FREEZE, allowed=[State.ACTIVE], by=by, reason=reason)


def unfreeze(enrolment: Enrolment, *, by: User, reason: str) -> Enrolment:
    """Raises Refused."""
    return _move(enrolment, acts.Kind.UNFREEZE, allowed=[State.FROZEN], by=by, reason=reason)


def withdraw(enrolment: Enrolment, *, by: User, reason: str) -> Enrolment:
    """The trainee leaves before the end; their place is free again. Raises Refused."""
    allowed = [State.ACTIVE, State.FROZEN]
    return _move(enrolment, acts.Kind.WITHDRAW, allowed=allowed, by=by, reason=reason)


def graduate(enrolment: Enrolment, *, by: User, reason: str) -> Enrolment:
    """Raises Refused."""
    return _move(enrolment, acts.Kind.GRADUATE, allowed=[State.ACTIVE], by=by, reason=reason)


@transaction.atomic
def take_back(enrolment: Enrolment, *, by: User, reason: str) -> Enrolment:
    """Undo a withdrawal or a graduation, if there is still a place. Raises Refused."""
    cohort = places.lock(enrolment.cohort)
    if places.places_left(cohort) <= 0:
        raise Refused(_("%(cohort)s is full.") % {"cohort": cohort})
    others = enrolment.user.enrolments.filter(state__in=Enrolment.PRESENT).exclude(pk=enrolment.pk)
    if others.exists():
        raise Refused(_("%(person)s is in another cohort now.") % {"person": enrolment.user})
    allowed = [State.WITHDRAWN, State.GRADUATED]
    return _move(enrolment, acts.Kind.TAKE_BACK, allowed=allowed, by=by, reason=reason)


@transaction.atomic
def _move(enrolment: Enrolment, kind: acts.Kind, *, allowed: list[State], by: User, reason: str) -> Enrolment:
    reason = reason.strip()
    if not reason:
        raise Refused(_("Say why."))
    # What the page showed may be old: two members of staff can decide about one person.
    enrolment = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    before = State(enrolment.state)
    if before not in allowed:
        facts = {"person": enrolment.user, "state": before.label}
        raise Refused(_("This cannot be done: the state of %(person)s is “%(state)s”.") % facts)
    enrolment.state = to = AFTER[kind]
    enrolment.save(update_fields=["state", "changed_at"])
    row = EnrolmentChange(enrolment=enrolment, before=before, after=to, reason=reason, by=by)
    row.save()
    acts.write(
        kind,
        by=by,
        people=[enrolment.user],
        cohort=enrolment.cohort,
        ref=row,
        reason=reason,
        before={"state": before},
        after={"state": to},
    )
    return enrolment


Action = Literal["freeze", "unfreeze", "withdraw", "graduate", "take_back"]
ACTIONS: dict[Action, Callable[..., Enrolment]] = {
    "freeze": freeze,
    "unfreeze": unfreeze,
    "withdraw": withdraw,
    "graduate": graduate,
    "take_back": take_back,
}
