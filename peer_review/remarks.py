"""Remarks on lines of the pinned work: the evaluator's until the sheet is filled, then the team's to read."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.db import transaction
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from academy.people.models import User
from projects import trees
from projects.refusals import Refused

from . import evaluations, pinned_code
from .models import Evaluation, Remark

LONGEST = 2000  # characters
MOST = 200  # of one evaluation


@transaction.atomic
def write(evaluation: Evaluation, *, by: User, path: str, line: int, text: str) -> Remark | None:
    """Say something about a line, say it otherwise, or with an empty text take it back. Raises Refused."""
    evaluation = evaluations.open_one(evaluation)
    if evaluation.evaluator_id != by.pk or evaluation.met_at is None:
        raise Refused(_("Only the evaluator can do this, once both sides have met."))
    text = text.strip()[:LONGEST]
    if not text:
        Remark.objects.filter(evaluation=evaluation, path=path, line=line).delete()
        return None
    if not _exists(evaluation, path, line):
        raise Refused(_("The work has no such line."))
    here = Remark.objects.filter(evaluation=evaluation)
    if here.count() >= MOST and not here.filter(path=path, line=line).exists():
        raise Refused(_("That is enough: choose what the team should look at first."))
    remark, _created = Remark.objects.update_or_create(
        evaluation=evaluation, path=path, line=line, defaults={"text": text}
    )
    return remark


def _exists(evaluation: Evaluation, path: str, line: int) -> bool:
    file = _file(evaluation, path)
    return file is not None and 1 <= line <= len(file.lines)


def _file(evaluation: Evaluation, path: str) -> pinned_code.CodeFile | None:
    submission = evaluation.attempt.submission
    if submission is None:
        return None
    try:
        return pinned_code.read(submission.tree, path)
    except trees.TreeLost:
        return None


@dataclass(frozen=True)
class Shown:
    """A remark under the line it is about; without the line when the work cannot be read any more."""

    remark: Remark
    code: SafeString | None


@dataclass(frozen=True)
class Remarked:
    path: str
    remarks: list[Shown]


def told(evaluation: Evaluation) -> list[Remarked]:
    """All remarks of a filled evaluation, by file."""
    rows = groupby(evaluation.remarks.order_by("path", "line"), key=lambda remark: remark.path)
    return [Remarked(path, list(_with_code(evaluation, path, remarks))) for path, remarks in rows]


def _with_code(evaluation: Evaluation, path: str, remarks: Iterator[Remark]) -> Iterator[Shown]:
    file = _file(evaluation, path)
    for remark in remarks:
        known = file is not None and remark.line <= len(file.lines)
        yield Shown(remark, file.lines[remark.line - 1] if file and known else None)
