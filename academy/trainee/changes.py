"""What a team has changed from one hand-in to another."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import render

from projects import changes, trees
from projects.models import Submission

from . import differences
from .access import SignedIn, is_own, readable_submission

MOST_LINES = 1200  # of one file
MOST_LINES_OF_ALL = 4000  # the files after them are only named


@dataclass(frozen=True)
class FileChange:
    change: changes.Change
    lines: list[differences.Line] | None = None  # None: only named

    @property
    def anchor(self) -> str:
        """The path where it can be an id."""
        return "file-" + "".join(sign if sign.isalnum() else "-" for sign in self.change.path)


@login_required
def page(request: SignedIn, submission_id: int) -> HttpResponse:
    """`since` of the address chooses the earlier hand-in; else it is what the last attempt closed with."""
    submission = readable_submission(request.user, submission_id)
    earlier = _earlier(submission, everything=is_own(request.user, submission))
    since = _chosen(earlier, submission, request.GET.get("since", ""))
    context: dict[str, Any] = {
        "submission": submission,
        "project": submission.attempt.team.project,
        "earlier": earlier,
        "since": since,
    }
    if since:
        context |= _compared(since, submission)
    return render(request, "trainee/changes.html", context)


def _earlier(submission: Submission, *, everything: bool) -> list[Submission]:
    """Of the same team, the newest first. An evaluator compares with what earlier attempts closed with."""
    team = submission.attempt.team_id
    rows = Submission.objects.filter(attempt__team=team, pk__lt=submission.pk).select_related("attempt")
    if not everything:
        rows = rows.filter(attempt__submission=F("pk"))
    return list(rows.order_by("-pk")[:50])


def _chosen(earlier: list[Submission], submission: Submission, since: str) -> Submission | None:
    asked = [one for one in earlier if str(one.pk) == since]
    closed = [one for one in earlier if one.attempt.submission_id == one.pk]
    others = [one for one in closed if one.attempt_id != submission.attempt_id]
    return next(iter([*asked, *others, *earlier]), None)


def _compared(since: Submission, submission: Submission) -> dict[str, Any]:
    try:
        found = changes.between(trees.load(since.tree), trees.load(submission.tree))
    except trees.TreeLost:
        return {"is_lost": True}
    return {"files": shown(found)}


def shown(found: list[changes.Change]) -> list[FileChange]:
    """With the lines of each, as long as they are not too many for a page."""
    left, files = MOST_LINES_OF_ALL, []
    for change in found:
        texts = change.texts
        if texts is None or change.is_large or left <= 0:
            files.append(FileChange(change))
            continue
        lines = differences.lines(*texts, most=MOST_LINES)
        left -= len(lines)
        files.append(FileChange(change, lines))
    return files
