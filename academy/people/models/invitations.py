"""Places kept for people who have not signed up yet."""

import secrets
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .cohorts import Cohort, SchoolClass
from .users import HANDLE, SPOKEN, User, a_handle

INVITATION_DAYS = 30
OPEN = Q(accepted_at__isnull=True, withdrawn_at__isnull=True)


def new_token() -> str:
    return secrets.token_urlsafe(32)


class Invitations(models.QuerySet["Invitation"]):
    def waiting(self) -> "Invitations":
        """Neither accepted nor withdrawn. They keep an address and a login, even when expired."""
        return self.filter(OPEN)

    def keeping_a_place(self) -> "Invitations":
        return self.waiting().filter(invited_at__gt=timezone.now() - timedelta(days=INVITATION_DAYS))


class Invitation(models.Model):
    """A place kept for somebody who has not signed up yet."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        EXPIRED = "expired", _("Expired")
        ACCEPTED = "accepted", _("Accepted")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    email = models.EmailField(_("e-mail"))
    name = models.CharField(_("name"), max_length=80)
    login = models.CharField(_("login"), max_length=20, validators=[a_handle])
    role = models.CharField(_("role"), max_length=10, choices=User.Role, default=User.Role.TRAINEE)
    language = models.CharField(_("language"), max_length=2, choices=SPOKEN, default="ko")
    cohort = models.ForeignKey(
        Cohort,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="invitations",
        verbose_name=_("cohort"),
    )
    school_class = models.ForeignKey(
        SchoolClass,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="invitations",
        verbose_name=_("class"),
    )
    token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="invitations_sent")
    invited_at = models.DateTimeField(_("invited"), default=timezone.now, editable=False)
    mailed_at = models.DateTimeField(null=True, blank=True, editable=False)  # empty: mail still to go out
    mail_trouble = models.CharField(max_length=200, blank=True, editable=False)  # what the mail server said
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    accepted_at = models.DateTimeField(null=True, blank=True, editable=False)
    accepted_by = models.OneToOneField(
        User, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="invitation"
    )

    objects = Invitations.as_manager()

    class Meta:
        ordering = ["-invited_at", "email"]
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.UniqueConstraint(fields=["email"], condition=OPEN, name="one_open_invitation_per_address"),
            models.UniqueConstraint(fields=["login"], condition=OPEN, name="one_open_invitation_per_login"),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False, withdrawn_at__isnull=True),
                name="invitation_is_accepted_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(role="trainee", cohort__isnull=False)
                | Q(role__in=["staff", "mentor"], cohort__isnull=True),
                name="trainees_and_only_they_are_invited_to_a_cohort",
            ),
            models.CheckConstraint(
                condition=Q(school_class__isnull=True) | Q(cohort__isnull=False),
                name="invited_class_belongs_to_a_cohort",
            ),
            models.CheckConstraint(
                condition=Q(language__in=["ko", "en"]), name="invitation_language_is_spoken_here"
            ),
            models.CheckConstraint(condition=Q(login__regex=HANDLE), name="invited_login_is_a_handle"),
            models.CheckConstraint(
                condition=Q(email=Lower("email")), name="invited_email_is_in_small_letters"
            ),
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def expires_at(self) -> datetime:
        return self.invited_at + timedelta(days=INVITATION_DAYS)

    @property
    def state(self) -> State:
        if self.accepted_at:
            return self.State.ACCEPTED
        if self.withdrawn_at:
            return self.State.WITHDRAWN
        return self.State.WAITING if timezone.now() < self.expires_at else self.State.EXPIRED

    @property
    def is_open(self) -> bool:
        return self.state == self.State.WAITING
