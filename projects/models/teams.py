"""Who works together on a project."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .curriculum import Project


class Team(models.Model):
    """One to five people on one project, with one repository for all their attempts."""

    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="teams")
    name = models.CharField(_("name"), max_length=60)
    key = models.SlugField(max_length=80, unique=True)  # the repository's name in its address
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    locked_at = models.DateTimeField(null=True, blank=True)  # nobody joins or leaves after this

    members = models.ManyToManyField(settings.AUTH_USER_MODEL, through="Membership", related_name="teams")

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("team")
        verbose_name_plural = _("teams")

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A person in a team. Repeats the project, so that the database can refuse a second team."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="memberships")
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    is_leader = models.BooleanField(default=False)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-is_leader", "joined_at"]
        constraints = [
            models.UniqueConstraint(fields=["user", "project"], name="person_has_one_team_per_project"),
            models.UniqueConstraint(fields=["team"], condition=Q(is_leader=True), name="team_has_one_leader"),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.team}"


class TeamInvitation(models.Model):
    class State(models.TextChoices):
        OPEN = "open", _("Open")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="invitations")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="team_invitations"
    )
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["team", "user"],
                condition=Q(state="open"),
                name="one_open_invitation_per_person_and_team",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "accepted", "declined", "withdrawn"]),
                name="team_invitation_state_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.team} → {self.user}"
