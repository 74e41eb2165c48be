"""Certificates of completion, as they were when they were issued."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.people.models import Enrolment

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # none that reads like another one; 32 of them: 5 bits each
CODE_LENGTH = 16


def new_code() -> str:
    return "".join(secrets.choice(LETTERS) for _letter in range(CODE_LENGTH))


class Certificate(models.Model):
    """What somebody may show to others. Its facts are copies, so that it stays true whatever changes later.

    Rows are never deleted: a revoked one still answers whoever checks it.
    """

    enrolment = models.ForeignKey(Enrolment, on_delete=models.PROTECT, related_name="certificates")
    number = models.CharField(_("number"), max_length=40, unique=True)  # printed, and no secret
    code = models.CharField(max_length=CODE_LENGTH, default=new_code, editable=False)  # printed, for checking
    name = models.CharField(_("name"), max_length=80)
    cohort = models.CharField(_("cohort"), max_length=80)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    level = models.PositiveSmallIntegerField(_("level"))
    highest = models.PositiveSmallIntegerField(_("highest level"))
    validated = models.PositiveSmallIntegerField(_("projects validated"))
    issued_at = models.DateTimeField(_("issued"), default=timezone.now, editable=False)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)  # of revoking; staff and owner read it

    class Meta:
        ordering = ["-issued_at", "-pk"]
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment"],
                condition=Q(revoked_at__isnull=True),
                name="graduate_has_one_valid_certificate",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True, reason="")
                | (Q(revoked_at__isnull=False, revoked_by__isnull=False) & ~Q(reason="")),
                name="revoked_certificate_says_who_and_why",
            ),
            models.CheckConstraint(
                condition=Q(code__regex=rf"^[{LETTERS}]{{{CODE_LENGTH}}}\Z"),
                name="check_code_cannot_be_guessed",
            ),
            models.CheckConstraint(
                condition=Q(level__lte=F("highest")), name="certified_level_is_one_of_the_table"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_valid(self) -> bool:
        return self.revoked_at is None

    @property
    def spaced_code(self) -> str:
        """In groups of four, as it is printed."""
        return "-".join(self.code[start : start + 4] for start in range(0, CODE_LENGTH, 4))

    @property
    def check_address(self) -> str:
        """Where anybody checks it, with number and code filled in."""
        return f"{settings.SITE_URL}{reverse('certificates:check')}?number={self.number}&code={self.code}"
