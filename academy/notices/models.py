"""What people are told, by which ways, and what they wish to hear."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from . import words
from .kinds import NEWS, Kind, News


class Channel(models.TextChoices):
    PAGE = "page", _("On the page")
    MAIL = "mail", _("E-mail")
    PUSH = "push", _("Push")


class Notice(models.Model):
    """One piece of news for one person. It names projects and times, never a person: no name can leak."""

    class Way(models.TextChoices):
        """Where a notice is on its way by mail or push."""

        OFF = "off", _("not wanted")
        WAITING = "waiting", _("waits")
        SENT = "sent", _("sent")
        LEFT = "left", _("left out")  # read before, too old by now, or refused by the other side

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    name = models.CharField(max_length=40)  # of the News
    key = models.CharField(max_length=100)  # of what happened: a replay tells it nobody twice
    about = models.JSONField(default=dict)  # what the sentence is filled with, see words.py
    url = models.CharField(max_length=200)  # a path of this site
    told_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)
    listed = models.BooleanField(default=True)  # whether the person sees it on the page
    mail = models.CharField(max_length=7, choices=Way, default=Way.OFF)
    push = models.CharField(max_length=7, choices=Way, default=Way.OFF)

    class Meta:
        ordering = ["-told_at", "-pk"]
        indexes = [
            models.Index(fields=["person", "-told_at"], name="notices_of_a_person"),
            models.Index(fields=["told_at"], condition=Q(mail="waiting"), name="notices_to_mail"),
            models.Index(fields=["told_at"], condition=Q(push="waiting"), name="notices_to_push"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["person", "name", "key"], name="nobody_is_told_twice"),
            models.CheckConstraint(
                condition=Q(mail__in=["off", "waiting", "sent", "left"])
                & Q(push__in=["off", "waiting", "sent", "left"]),
                name="notice_way_is_known",
            ),
            models.CheckConstraint(
                condition=Q(url__startswith="/") & ~Q(url__startswith="//"), name="notice_leads_to_this_site"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} for {self.person_id}"

    @property
    def news(self) -> News:
        return NEWS[self.name]

    @property
    def title(self) -> str:
        """In the language and the time zone that are active."""
        return words.fill(self.news.title, self.about)

    @property
    def note(self) -> str:
        return words.fill(self.news.note, self.about)


class Switch(models.Model):
    """Where somebody wants a kind otherwise than it is by default."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="switches")
    kind = models.CharField(max_length=20, choices=Kind.pairs)
    channel = models.CharField(max_length=4, choices=Channel)
    on = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "channel"], name="one_switch_per_way"),
            models.CheckConstraint(
                condition=Q(channel__in=["page", "mail", "push"]), name="switch_channel_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} by {self.channel}: {self.on}"


class Mailbox(models.Model):
    """When somebody was written to, and when they wish to be left alone. Hours are those of their cohort."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mailbox", primary_key=True
    )
    quiet_from = models.PositiveSmallIntegerField(
        _("quiet from"), default=22, validators=[MaxValueValidator(23)]
    )
    quiet_until = models.PositiveSmallIntegerField(
        _("quiet until"), default=7, validators=[MaxValueValidator(23)]
    )
    mailed_at = models.DateTimeField(null=True, blank=True, editable=False)
    pushed_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(quiet_from__lte=23, quiet_until__lte=23), name="quiet_hours_are_hours"
            )
        ]

    def __str__(self) -> str:
        return f"Mailbox of {self.person_id}"

    def is_quiet(self, hour: int) -> bool:
        """Over midnight where it ends earlier than it begins; two equal hours mean never."""
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= hour < self.quiet_until
        return hour >= self.quiet_from or hour < self.quiet_until


class PushTarget(models.Model):
    """A browser that asked to be pushed to. The keys are those with which its owner reads what is sent."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="push_targets"
    )
    endpoint = models.URLField(max_length=1000, unique=True)
    p256dh = models.CharField(max_length=100)
    auth = models.CharField(max_length=50)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(endpoint__startswith="https://"), name="push_goes_by_https")
        ]

    def __str__(self) -> str:
        return f"A browser of {self.person_id}"

    @property
    def service(self) -> str:
        """The host that passes our messages on."""
        return urlsplit(self.endpoint).hostname or ""
