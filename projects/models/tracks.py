"""Which of several tracks a person goes."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class TrackChoice(models.Model):
    """The track that a person has chosen; the projects of the others stay closed to them."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="track_choice"
    )
    track = models.SlugField(_("track"), max_length=60)
    chosen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("choice of a track")
        verbose_name_plural = _("choices of tracks")

    def __str__(self) -> str:
        return f"{self.user}: {self.track}"
