"""Pinning what a team hands in."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from academy.people.models import User

from . import exams, trees, windows
from .git import repositories, uploads
from .git.turns import Busy, turn
from .intake.files import Files
from .intake.limits import Limits
from .models import Attempt, Submission, Team
from .refusals import Refused

BUSY = gettext_lazy("Another push of your team is being received. Try again in a moment.")


def open_attempt(team: Team) -> Attempt:
    """The attempt that takes work now. Raises Refused with the reason when there is none."""
    attempt = team.attempts.filter(state=Attempt.State.OPEN).first()
    if attempt:
        _check_time(team, attempt)
        return attempt
    if team.attempts.filter(state__in=Attempt.UNDER_WAY).exists():
        raise Refused(_("This attempt is closed: its work is being judged and cannot change."))
    if team.attempts.exists():
        raise Refused(_("The last attempt has ended. Start a retry on the project's page first."))
    raise Refused(_("The work has not begun: start the first attempt on the project's page."))


def _check_time(team: Team, attempt: Attempt) -> None:
    """Raises Refused while an exam waits or is over, and while a project that has its time is closed."""
    if team.project.exam is not None:
        exams.check_open(attempt)
    else:
        windows.check_team(team)


def expected_files(team: Team) -> list[str]:
    """The files that work must hold now: in an exam those of the current exercise."""
    if team.project.exam is None:
        return list(team.project.files)
    attempt = team.attempts.filter(state=Attempt.State.OPEN).first()
    step = exams.step_of(attempt) if attempt else None
    return step.files if step else []


@transaction.atomic
def pin(team: Team, *, commit: str, source: Submission.Source, by: User) -> Submission:
    """Keep the tree of `commit` as handed in. The same commit twice is one submission. Raises Refused."""
    attempt = open_attempt(team)
    existing = attempt.submissions.filter(commit=commit).first()
    if existing:
        return existing
    pinned = trees.pin(repository_of(team), commit)
    try:
        with transaction.atomic():
            return Submission.objects.create(
                attempt=attempt,
                commit=commit,
                tree=pinned.digest,
                files=pinned.files,
                size=pinned.bytes,
                source=source,
                submitted_by=by,
            )
    except IntegrityError:  # pushed and uploaded at the same moment
        return attempt.submissions.get(commit=commit)


def commit_upload(team: Team, files: Files, *, by: User) -> str:
    """Turn uploaded files into the newest commit of the team's repository. Raises Refused."""
    try:
        return uploads.commit_files(
            ensure_repository(team),
            files,
            message="Upload",
            author=by.display_name,
            email=f"{by.login}@academy.invalid",
            when=timezone.localtime(),
            limits=Limits(),
        )
    except Busy:
        raise Refused(BUSY) from None


@contextmanager
def no_push(team: Team) -> Iterator[None]:
    """Keep pushes of this team waiting, so that none slips in while its attempt is closed. Raises Refused."""
    try:
        with turn(ensure_repository(team)):
            yield
    except Busy:
        raise Refused(BUSY) from None


def missing_files(submission: Submission) -> list[str]:
    names = {leaf.path for leaf in trees.leaves(submission.tree)}
    answer = exams.answer_of(submission)
    wanted = answer.step.files if answer else expected_files(submission.attempt.team)
    return [name for name in wanted if name not in names]


def check_complete(submission: Submission) -> None:
    """Raises Refused when a file that the project expects is missing."""
    missing = missing_files(submission)
    if missing:
        text = _("The project expects these files, and they are missing: %(files)s.")
        raise Refused(text % {"files": ", ".join(missing)})


def repository_of(team: Team) -> Path:
    return repositories.path_of(settings.REPOSITORIES_DIR, team.key)


def ensure_repository(team: Team) -> Path:
    """The team's repository, made when it is first needed."""
    return repositories.create(settings.REPOSITORIES_DIR, team.key)


def log(team: Team, *, most: int) -> list[repositories.Entry]:
    """The newest commits; empty before the first push."""
    path = repository_of(team)
    newest = repositories.head(path) if path.is_dir() else None
    return repositories.log(path, newest, limit=most) if newest else []
