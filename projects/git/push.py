"""The rules of a push. They run inside git's quarantine: a refusal leaves nothing behind."""

import os
from pathlib import Path
from typing import NamedTuple

from projects.intake.limits import in_words
from projects.intake.names import shown
from projects.intake.refused import HandInRefused, Sentence

from . import sentences
from .access import PushPolicy
from .guard import read_tree
from .process import GitFailed, run
from .repositories import head

NOTHING = "0" * 40
BRANCHES, TAGS = "refs/heads/", "refs/tags/"


class Change(NamedTuple):
    """One line that git gives to its hooks: a ref and where it pointed before and after."""

    before: str
    after: str
    ref: str


def changes(lines: bytes) -> list[Change]:
    return [Change(*line.split(" ", 2)) for line in lines.decode(errors="backslashreplace").splitlines()]


def check_push(repository: Path, pushed: list[Change], policy: PushPolicy) -> None:
    """Raises HandInRefused for the first rule that the push breaks; git then drops all of it."""
    if policy.refusal:
        raise HandInRefused(Sentence(policy.refusal, policy.refusal))
    for change in pushed:
        check_ref(change, policy)
    for change in pushed:
        check_history(repository, change, policy)
        read_tree(repository, change.after, limits=policy.limits)
    check_room(repository, policy)
    check_objects(repository)


def check_ref(change: Change, policy: PushPolicy) -> None:
    if change.ref.startswith(TAGS):
        raise _refused(sentences.NO_TAGS, change.ref.removeprefix(TAGS), policy)
    if not change.ref.startswith(BRANCHES):
        raise _refused(sentences.OTHER_REF, change.ref, policy)
    branch = change.ref.removeprefix(BRANCHES)
    if branch != policy.branch:
        raise _refused(sentences.WRONG_BRANCH, branch, policy)
    if change.after == NOTHING:
        raise _refused(sentences.NO_DELETE, branch, policy)


def check_history(repository: Path, change: Change, policy: PushPolicy) -> None:
    """Commits are only added: none of those before may be missing afterwards."""
    if change.before != (head(repository, policy.branch) or NOTHING):  # `before` is what the client believes
        raise _refused(sentences.MOVED, change.ref, policy)
    if change.before == NOTHING:
        return
    if run(repository, "rev-list", "--max-count=1", change.before, f"^{change.after}"):
        raise _refused(sentences.NO_FORCE, change.ref, policy)


def check_room(repository: Path, policy: PushPolicy) -> None:
    """Counts the quarantine too, which lies beside the packs."""
    size = sum(file.stat().st_size for file in (repository / "objects").rglob("*") if file.is_file())
    if size > policy.limits.repository:
        limit = in_words(policy.limits.repository)
        raise HandInRefused(sentences.FULL.filled(size=in_words(size), limit=limit))


def check_objects(repository: Path) -> None:
    """Look for names like .git in all trees of the pushed history, so that no clone of it can do harm.

    Git itself looks for everything else when it receives. These names it leaves to us (backend.RECEIVING), or
    the guard would never come to say its sentence.
    """
    for pack in Path(os.environ["GIT_QUARANTINE_PATH"]).glob("pack/*.pack"):
        try:
            run(repository, "index-pack", "--strict", "--verify", str(pack))
        except GitFailed as failure:
            said = shown(str(failure).partition("\n")[0])
            raise HandInRefused(sentences.UNSAFE_HISTORY.filled(said=said)) from None


def _refused(sentence: Sentence, name: str, policy: PushPolicy) -> HandInRefused:
    return HandInRefused(sentence.filled(name=shown(name), branch=policy.branch))
