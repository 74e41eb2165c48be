"""Pinning what a team hands in."""

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from academy.people.models import User

from . import trees
from .git import repositories
from .models import Attempt, Submission, Team
from .refusals import Refused


def open_attempt(team: Team) -> Attempt:
    """The attempt that takes work now. Raises Refused with the reason when there is none."""
    attempt = team.attempts.filter(state=Attempt.State.OPEN).first()
    if attempt:
        return attempt
    if team.attempts.filter(state__in=Attempt.UNDER_WAY).exists():
        raise Refused(_("This attempt is closed: its work is being judged and cannot change."))
    if team.attempts.exists():
        raise Refused(_("The last attempt has ended. Start a retry on the project's page first."))
    raise Refused(_("The work has not begun: start the first attempt on the project's page."))


@transaction.atomic
def pin(team: Team, *, commit: str, source: Submission.Source, by: User) -> Submission:
    """Keep the tree of `commit` as handed in. The same commit twice is one submission. Raises Refused."""
    attempt = open_attempt(team)
    existing = attempt.submissions.filter(commit=commit).first()
    if existing:
        return existing
    pinned = trees.pin(repository(team), commit)
    try:
        with transaction.atomic():
            return Submission.objects.create(
                attempt=attempt,
                commit=commit,
                tree=pinned.digest,
                files=pinned.files,
                size=pinned.size,
                source=source,
                submitted_by=by,
            )
    except IntegrityError:  # pushed and uploaded at the same moment
        return attempt.submissions.get(commit=commit)


def missing_files(submission: Submission) -> list[str]:
    names = set(trees.listing(submission.tree))
    return [name for name in submission.attempt.team.project.files if name not in names]


def check_complete(submission: Submission) -> None:
    """Raises Refused when a file that the project expects is missing."""
    missing = missing_files(submission)
    if missing:
        raise Refused(_("The project expects these files, and they are missing: %(files)s.") % {"files": ", ".join(missing)})


def repository(team: Team) -> repositories.Repository:
    return repositories.Repository(settings.REPOSITORIES_DIR / f"{team.key}.git")
