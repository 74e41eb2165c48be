"""Notes about a person."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .users import User


class Notes(models.QuerySet["Note"]):
    def visible_to(self, viewer: User) -> Self:
        """Staff read all; mentors what is meant for them too; a trainee what is theirs to read."""
        standing = self.filter(taken_back_at__isnull=True)
        if viewer.is_staff:
            return self
        if viewer.role == User.Role.MENTOR:
            return standing.exclude(visibility=Note.Visibility.STAFF)
        return standing.filter(visibility=Note.Visibility.PERSON, about=viewer)


class Note(models.Model):
    """What somebody of the staff wrote down about a person. Never changed; taken back it stays for staff."""

    class Visibility(models.TextChoices):
        STAFF = "staff", _("Staff only")
        MENTORS = "mentors", _("Staff and mentors")
        PERSON = "person", _("Shown to the trainee")

    about = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("note"), max_length=4000)
    visibility = models.CharField(
        _("who may read it"), max_length=7, choices=Visibility, default=Visibility.STAFF
    )
    written_at = models.DateTimeField(default=timezone.now, editable=False)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    objects = Notes.as_manager()

    class Meta:
        ordering = ["-written_at", "-pk"]
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="note_says_something"),
            models.CheckConstraint(
                condition=Q(visibility__in=["staff", "mentors", "person"]), name="note_says_who_may_read_it"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.about}: {self.text[:40]}"
