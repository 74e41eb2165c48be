"""The git server's door: who may enter, and what happens after a push."""

import logging
from contextlib import suppress
from functools import cache
from pathlib import Path

from channels.db import database_sync_to_async
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from academy import journey
from academy.people import tokens
from academy.people.models import User

from . import submissions
from .git import repositories, untold
from .git.access import Access, PushPolicy
from .git.smart_http import SmartHTTP
from .git.turns import Busy, turn
from .intake.refused import HandInRefused
from .models import Submission, Team
from .refusals import Refused

log = logging.getLogger(__name__)


@cache
def git_door() -> SmartHTTP:
    return SmartHTTP(
        settings.REPOSITORIES_DIR,
        authorize=database_sync_to_async(authorize),
        after_push=database_sync_to_async(after_push),
    )


def authorize(login: str, secret: str, key: str, writes: bool) -> Access | None:
    """Members may read and push; staff and mentors may read. Anybody else is a stranger."""
    user = tokens.owner_of(secret, write=writes)
    if user is None or login.lower() not in (user.login, user.email):
        return None
    team = Team.objects.select_related("project").filter(key=key).first()
    if team is None:
        return None
    is_member = team.memberships.filter(user=user).exists()
    if not is_member and (writes or user.role == User.Role.TRAINEE):
        return None
    submissions.ensure_repository(team)
    return Access(user.login, _policy(team, user))


def _policy(team: Team, user: User) -> PushPolicy:
    with translation.override(user.language):
        try:
            submissions.open_attempt(team)
            refusal = ""
        except Refused as refused:
            refusal = str(refused)
        notes = () if refusal else journey.notes_before_push(team)
        page = settings.SITE_URL + reverse("trainee:project", args=[team.project.slug])
    return PushPolicy(
        expected=tuple(submissions.expected_files(team)),
        refusal=refusal,
        language=user.language,
        address=page,
        notes=notes,
    )


def after_push(access: Access, key: str, before: str | None, after: str) -> None:
    """The branch has moved: the newest commit is handed in."""
    _hand_in(key, after, access.actor)


def hand_in_untold(root: Path) -> None:
    """Pushes that were taken while the site could not hear of them: their server died, or its database."""
    for repository in untold.waiting(root):
        with suppress(Busy), turn(repository, seconds=0):
            actor, commit = untold.actor_of(repository), repositories.head(repository)
            if actor and commit:
                _hand_in_late(repository.stem, commit, actor)
            untold.told(repository)


def _hand_in_late(key: str, commit: str, actor: str) -> None:
    try:
        _hand_in(key, commit, actor)
    except (Refused, HandInRefused, Team.DoesNotExist, User.DoesNotExist) as refused:
        log.warning("The push %s to %s is no hand-in any longer: %s", commit, key, refused)


def _hand_in(key: str, commit: str, actor: str) -> None:
    team = Team.objects.select_related("project").get(key=key)
    user = User.objects.get(login=actor)
    journey.handed_in(team, commit=commit, source=Submission.Source.PUSH, by=user)
