"""Personal access tokens."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .users import User


class AccessToken(models.Model):
    """A personal token for git and the API. Only its hash is kept."""

    class Scope(models.TextChoices):
        READ = "read", _("Read")
        WRITE = "write", _("Read and hand in")

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(_("name"), max_length=60)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    scope = models.CharField(_("scope"), max_length=5, choices=Scope, default=Scope.WRITE)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("expires"))
    used_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("access token")
        verbose_name_plural = _("access tokens")
        constraints = [
            models.CheckConstraint(condition=Q(scope__in=["read", "write"]), name="token_scope_is_known"),
            models.CheckConstraint(condition=~Q(name=""), name="token_has_a_name"),
            models.CheckConstraint(
                condition=Q(digest__regex=r"^[0-9a-f]{64}\Z"), name="token_is_kept_as_a_hash"
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="token_lives_for_a_while"
            ),
            models.UniqueConstraint(fields=["user", "name"], name="token_name_is_unique_for_its_owner"),
        ]

    def __str__(self) -> str:
        return self.name
