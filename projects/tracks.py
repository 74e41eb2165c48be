"""Tracks: several ways through a circle, of which a person goes one."""

from django.db import transaction
from django.utils.translation import gettext as _

from academy.people.models import User

from .models import Project, Submission, TrackChoice
from .refusals import Refused


def chosen(user: User) -> str:
    """The track of this person; empty before the choice."""
    return TrackChoice.objects.filter(user=user).values_list("track", flat=True).first() or ""


def handed_in(user: User) -> bool:
    """Whether this person's team has handed in work on a project of a track: then the choice stands."""
    return Submission.objects.filter(
        attempt__team__memberships__user=user, attempt__team__project__in=Project.objects.exclude(track="")
    ).exists()


@transaction.atomic
def choose(user: User, track: str) -> TrackChoice:
    """Choose a track, or another one before the first hand-in. Raises Refused."""
    if not Project.objects.filter(track=track, retired=False).exclude(track="").exists():
        raise Refused(_("There is no such track."))
    choice, created = TrackChoice.objects.select_for_update().get_or_create(
        user=user, defaults={"track": track}
    )
    if created or choice.track == track:
        return choice
    if handed_in(user):
        raise Refused(_("You have handed in work on your track: it can no longer be changed."))
    if user.memberships.filter(project__track=choice.track).exists():
        raise Refused(_("Leave your team on this track first."))
    choice.track = track
    choice.save(update_fields=["track"])
    return choice
