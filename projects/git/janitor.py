"""Housekeeping of all repositories. Nothing depends on it: each turn clears its own repository first."""

import shutil
import time
from pathlib import Path

from .process import run
from .repositories import NEW
from .turns import Busy, turn

HOUR = 3600
PACKS = 50  # every push adds one; clones get slower with their number
REPACK_SECONDS = 300


def tidy(root: Path) -> None:
    """Clear what killed processes left behind, and join the packs of busy repositories."""
    for folder in root.glob(f"{NEW}*"):
        if folder.stat().st_mtime < time.time() - HOUR:
            shutil.rmtree(folder, ignore_errors=True)
    for repository in root.glob("*.git"):
        try:
            with turn(repository, seconds=0):
                _join_packs(repository)
        except Busy:
            continue


def _join_packs(repository: Path) -> None:
    if len(list(repository.glob("objects/pack/*.pack"))) > PACKS:
        run(repository, "repack", "-a", "-d", "--quiet", seconds=REPACK_SECONDS)
