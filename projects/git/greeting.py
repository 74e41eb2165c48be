"""What a trainee reads after a push that was kept."""

import unicodedata
from pathlib import Path

from projects.intake.limits import in_words

from . import sentences
from .access import PushPolicy
from .guard import Blob, read_tree

NAMED = 5  # missing files that are told by name


def greeting(repository: Path, commit: str, policy: PushPolicy) -> list[str]:
    blobs = read_tree(repository, commit, limits=policy.limits)
    size = in_words(sum(blob.size for blob in blobs))
    said = [sentences.RECEIVED.filled(commit=commit[:7], files=len(blobs), size=size)]
    missing = missing_files(blobs, policy.expected)
    if missing:
        sentence = sentences.MISSING if len(missing) == 1 else sentences.MANY_MISSING
        names = ", ".join(missing[:NAMED]) + (", …" if len(missing) > NAMED else "")
        said.append(sentence.filled(names=names))
    if policy.address:
        said.append(sentences.PAGE.filled(address=policy.address))
    told = [sentence.in_language(policy.language) for sentence in said]
    return [told[0], *policy.notes, *told[1:]]


def missing_files(blobs: list[Blob], expected: tuple[str, ...]) -> list[str]:
    there = {blob.path for blob in blobs}
    return [path for path in expected if unicodedata.normalize("NFC", path) not in there]
