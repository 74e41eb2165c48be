"""Giving certificates to graduates, and taking them back."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.db.models import Count, F, Q, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from academy.people import acts
from academy.people.models import Cohort, Enrolment, User
from projects import experience
from projects.models import XpEntry
from projects.refusals import Refused

from .models import Certificate


def graduates(cohort: Cohort) -> list[Enrolment]:
    """Those who may have one and have none that is valid."""
    found = cohort.enrolments.filter(state=Enrolment.State.GRADUATED).select_related("user", "cohort")
    valid = Certificate.objects.filter(revoked_at__isnull=True)
    return list(found.exclude(pk__in=valid.values("enrolment")).order_by("user__login"))


@transaction.atomic
def issue(enrolments: Iterable[Enrolment], *, by: User) -> list[Certificate]:
    """One for each, or none at all. Raises Refused for somebody who has not graduated or has a valid one."""
    enrolments = list(enrolments)
    if any(enrolment.state != Enrolment.State.GRADUATED for enrolment in enrolments):
        raise Refused(_("Only those who have graduated get a certificate."))
    people = [enrolment.user_id for enrolment in enrolments]
    xp = dict(XpEntry.objects.filter(user__in=people).values_list("user").annotate(total=Sum("amount")))
    passed = _validated(people)
    try:
        with transaction.atomic():
            return [
                _written(enrolment, xp.get(enrolment.user_id, 0), passed.get(enrolment.user_id, 0), by)
                for enrolment in enrolments
            ]
    except IntegrityError as error:
        raise Refused(_("Somebody has a valid certificate already.")) from error


def _validated(people: list[int]) -> dict[int, int]:
    """How many projects each has validated."""
    passed = Q(teams__attempts__mark__gte=F("teams__project__pass_mark"))
    counts = User.objects.filter(pk__in=people).annotate(
        number=Count("teams__project", filter=passed, distinct=True)
    )
    return dict(counts.values_list("pk", "number"))


def _written(enrolment: Enrolment, xp: int, validated: int, by: User) -> Certificate:
    cohort = enrolment.cohort
    earlier = Certificate.objects.filter(enrolment=enrolment).count()
    certificate = Certificate.objects.create(
        enrolment=enrolment,
        number=f"{cohort.ends_on.year}-{enrolment.pk:05}{f'-{earlier + 1}' if earlier else ''}",
        name=enrolment.user.name,
        cohort=cohort.name,
        starts_on=cohort.starts_on,
        ends_on=cohort.ends_on,
        level=experience.level_at(xp, cohort.levels).number,
        highest=len(cohort.levels) - 1,
        validated=validated,
        issued_by=by,
    )
    _by_staff(acts.Kind.CERTIFY, certificate, by=by)
    return certificate


def _by_staff(kind: acts.Kind, certificate: Certificate, *, by: User, reason: str = "") -> None:
    enrolment = certificate.enrolment
    acts.write(
        kind,
        by=by,
        people=[enrolment.user],
        cohort=enrolment.cohort,
        what=certificate.number,
        ref=certificate,
        reason=reason,
    )


@transaction.atomic
def revoke(certificate: Certificate, *, by: User, reason: str) -> None:
    """It stays on record, and whoever checks it learns that it is void. Raises Refused."""
    if not reason.strip():
        raise Refused(_("Say why."))
    valid = Certificate.objects.filter(pk=certificate.pk, revoked_at__isnull=True)
    if not valid.update(revoked_at=timezone.now(), revoked_by=by, reason=reason.strip()[:300]):
        raise Refused(_("This certificate has been revoked already."))
    _by_staff(acts.Kind.CERTIFY_BACK, certificate, by=by, reason=reason)
