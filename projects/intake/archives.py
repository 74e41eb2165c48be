"""An uploaded archive becomes files in memory. A process of its own parses it, which cannot hurt the site."""

import json
import logging
import subprocess
import sys
from collections.abc import Collection
from dataclasses import asdict
from pathlib import Path
from typing import IO

from . import sentences
from .files import Files, unpacked
from .limits import Limits, in_words
from .refused import HandInRefused, Sentence

logger = logging.getLogger(__name__)

READER = Path(__file__).with_name("reader.py")
SECONDS = 60  # of the clock; the reader holds itself to fewer seconds of work


def read_archive(upload: IO[bytes], *, expected: Collection[str] = (), limits: Limits | None = None) -> Files:
    """The files of a zip, tar or tar.gz, without the one folder that people like to zip around their work.

    `expected` are the paths that the project asks for. Raises HandInRefused.
    """
    limits = limits or Limits()
    archive = upload.read(limits.archive + 1)
    if len(archive) > limits.archive:
        raise HandInRefused(sentences.ARCHIVE_TOO_LARGE.filled(limit=in_words(limits.archive)))
    files = _read_apart(archive, limits)
    if not files:
        raise HandInRefused(sentences.ARCHIVE_EMPTY)
    return without_wrapper(files, expected)


def without_wrapper(files: Files, expected: Collection[str]) -> Files:
    """Take one folder around everything away, unless the project's own files are found with it."""
    wrappers = {path.partition("/")[0] for path in files if "/" in path}
    if len(wrappers) != 1 or not all("/" in path for path in files):
        return files
    if any(path in files for path in expected):
        return files
    return {path.partition("/")[2]: file for path, file in files.items()}


def _read_apart(archive: bytes, limits: Limits) -> Files:
    """An archive that makes the parser run out of time or memory ends the reader, not the site."""
    order = json.dumps(asdict(limits)).encode() + b"\n"
    command = [sys.executable, "-I", "-S", str(READER)]  # a short start, and the standard library alone
    try:
        reader = subprocess.run(command, input=order + archive, capture_output=True, timeout=SECONDS, env={})
    except subprocess.TimeoutExpired:
        raise HandInRefused(sentences.ARCHIVE_DAMAGED) from None
    if reader.returncode != 0:
        logger.warning("An archive ended its reader (%s): %s", reader.returncode, reader.stderr[-2000:])
        raise HandInRefused(sentences.ARCHIVE_DAMAGED)
    header, _, contents = reader.stdout.partition(b"\n")
    answer = json.loads(header)
    if "refused" in answer:
        raise HandInRefused(Sentence(*answer["refused"]))
    return unpacked(answer["files"], contents)
