"""Tracks: several ways through a circle, of which a person goes one."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from academy.people import acts
from academy.people.models import User

from .models import Membership, Project, Submission, TrackChoice
from .refusals import Refused


def titles() -> dict[str, str]:
    """The tracks that there are, by their name."""
    rows = Project.objects.filter(retired=False).exclude(track="").order_by("track")
    return {project.track: project.track_title for project in rows}


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
    _check_exists(track)
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


@transaction.atomic
def change(user: User, track: str, *, by: User, reason: str) -> None:
    """Another track by staff, after work was handed in, too. What was finished stays. Raises Refused."""
    if not by.is_staff:
        raise Refused(_("Only staff change the track of somebody else."))
    if not reason.strip():
        raise Refused(_("Say why: the person will read it."))
    _check_exists(track)
    choice = TrackChoice.objects.select_for_update().filter(user=user).first()
    if choice is None:
        raise Refused(_("No track has been chosen yet: trainees make this choice themselves."))
    before = choice.track
    if before == track:
        raise Refused(_("They go this track already."))
    if _under_way(user, before):
        raise Refused(_("Work on the old track is still under way: it ends first, or the team is left."))
    choice.track = track
    choice.save(update_fields=["track"])
    acts.write(
        acts.Kind.TRACK,
        by=by,
        people=[user],
        ref=choice,
        reason=reason,
        before={"track": before},
        after={"track": track},
    )


def _check_exists(track: str) -> None:
    if track not in titles():
        raise Refused(_("There is no such track."))


def _under_way(user: User, track: str) -> bool:
    """Whether a team of theirs on this track has not finished what it began, or has not begun."""
    mine = Membership.objects.filter(user=user, project__track=track)
    open_or_none = Q(team__attempts__isnull=True) | Q(team__attempts__ended_at__isnull=True)
    return mine.filter(open_or_none).exists()
