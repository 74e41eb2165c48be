"""A folder on this machine as a submission."""

import os
from pathlib import Path

from projects.folder.source import BadFolder

# Traces of tools, which nobody hands in.
LEFT_OUT = {".git", "__pycache__", ".venv", ".ruff_cache", ".mypy_cache", ".pytest_cache"}


def read_tree(folder: Path) -> dict[str, tuple[bytes, bool]]:
    """Path → (content, may it be executed), without links. Raises BadFolder when there is no such folder."""
    if not folder.is_dir():
        raise BadFolder(folder, 0, "there is no such folder")
    found = {}
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if path.is_symlink() or not path.is_file() or LEFT_OUT & set(inside.parts):
            continue
        found[inside.as_posix()] = (path.read_bytes(), os.access(path, os.X_OK))
    return found
