"""Starting a project, alone or together."""

import secrets

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from academy.people.models import Enrolment, User

from . import news
from .models import Membership, Project, Team, TeamInvitation
from .refusals import Refused
from .standing import State, standing_of


def check_may_start(project: Project, user: User) -> None:
    """Raises Refused with the reason."""
    enrolment = user.enrolments.filter(state__in=Enrolment.PRESENT).first()
    if enrolment is None:
        raise Refused(_("Only trainees who are enrolled in a cohort work on projects."))
    if enrolment.state == Enrolment.State.FROZEN:
        raise Refused(
            _("Your enrolment is frozen. Ask the staff to end the freeze before you start a project.")
        )
    place = standing_of(user).places.get(project.slug)
    if place is None:
        raise Refused(_("This project is no longer part of the curriculum."))
    if place.team:
        raise Refused(_("You already have a team for this project."))
    if place.state is State.LOCKED:
        raise Refused(" ".join(map(str, place.locks)))


@transaction.atomic
def create(project: Project, *, leader: User) -> Team:
    """Found a team for `project`. Raises Refused."""
    check_may_start(project, leader)
    name = leader.login if project.is_solo else _("%(login)s's team") % {"login": leader.login}
    key = f"{project.slug}-{leader.login}-{secrets.token_hex(3)}"
    team = Team.objects.create(project=project, name=name, key=key)
    _add(team, leader, is_leader=True)
    return team


def invite(team: Team, user: User, *, by: User) -> TeamInvitation:
    """Ask somebody into the team. Raises Refused."""
    _check_open(team)
    if not team.memberships.filter(user=by, is_leader=True).exists():
        raise Refused(_("Only the leader of the team invites."))
    if team.memberships.count() + team.invitations.filter(state="open").count() >= team.project.team_max:
        raise Refused(_("The team has no free place: %(most)d at most.") % {"most": team.project.team_max})
    if not _same_cohort(user, by):
        raise Refused(_("Invite somebody of your own cohort."))
    try:
        check_may_start(team.project, user)
    except Refused as refusal:
        raise Refused(
            _("%(login)s cannot join: %(reason)s") % {"login": user.login, "reason": refusal}
        ) from None
    try:
        with transaction.atomic():
            invitation = TeamInvitation.objects.create(team=team, user=user, invited_by=by)
            news.invited(invitation)
            return invitation
    except IntegrityError:
        raise Refused(_("%(login)s is already invited.") % {"login": user.login}) from None


@transaction.atomic
def answer(invitation: TeamInvitation, *, accept: bool) -> None:
    """Accept or decline. Raises Refused when it is too late."""
    state = TeamInvitation.State.ACCEPTED if accept else TeamInvitation.State.DECLINED
    if not _end(invitation, state):
        raise Refused(_("This invitation was already answered or withdrawn."))
    if not accept:
        return
    team = Team.objects.select_for_update().select_related("project").get(pk=invitation.team_id)
    _check_open(team)
    if team.memberships.count() >= team.project.team_max:
        raise Refused(_("The team is full."))
    check_may_start(team.project, invitation.user)
    _add(team, invitation.user, is_leader=False)


def withdraw(invitation: TeamInvitation) -> None:
    if not _end(invitation, TeamInvitation.State.WITHDRAWN):
        raise Refused(_("This invitation was already answered or withdrawn."))


@transaction.atomic
def leave(team: Team, user: User) -> None:
    """Leave before the work begins; the last one out closes the team. Raises Refused."""
    _check_open(team)
    team.memberships.filter(user=user).delete()
    heir = team.memberships.order_by("joined_at").first()
    if heir is None:
        team.delete()
    elif not team.memberships.filter(is_leader=True).exists():
        team.memberships.filter(pk=heir.pk).update(is_leader=True)


def lock(team: Team) -> None:
    """Nobody joins or leaves from now on. Raises Refused while the team is too small."""
    size, least = team.memberships.count(), team.project.team_min
    if size < least:
        raise Refused(_("This project needs a team of at least %(least)d.") % {"least": least})
    now = timezone.now()
    if Team.objects.filter(pk=team.pk, locked_at__isnull=True).update(locked_at=now):
        team.invitations.filter(state="open").update(state="withdrawn", answered_at=now)
        team.locked_at = now


def _add(team: Team, user: User, *, is_leader: bool) -> None:
    try:
        with transaction.atomic():
            Membership.objects.create(team=team, project=team.project, user=user, is_leader=is_leader)
    except IntegrityError:  # a second click, or another team was faster
        raise Refused(_("%(login)s already has a team for this project.") % {"login": user.login}) from None


def _end(invitation: TeamInvitation, state: TeamInvitation.State) -> bool:
    still_open = TeamInvitation.objects.filter(pk=invitation.pk, state=TeamInvitation.State.OPEN)
    return bool(still_open.update(state=state, answered_at=timezone.now()))


def _check_open(team: Team) -> None:
    if Team.objects.filter(pk=team.pk, locked_at__isnull=False).exists():
        raise Refused(_("The work has begun: the team can no longer change."))


def _same_cohort(one: User, other: User) -> bool:
    cohorts = one.enrolments.filter(state__in=Enrolment.PRESENT).values("cohort")
    return other.enrolments.filter(state__in=Enrolment.PRESENT, cohort__in=cohorts).exists()
