"""What a killed push leaves in a repository: its quarantine and git's lock files."""

import shutil
from pathlib import Path

QUARANTINES = ("objects/tmp_objdir-*", "objects/incoming-*")
FILES = ("objects/pack/tmp_*", "objects/pack/*.lock", "refs/**/*.lock", "*.lock", "fast_import_crash_*")


def clear(repository: Path) -> int:
    """Remove them and say how many. Only for the one whose turn it is: nobody else is writing then."""
    found = 0
    for pattern in QUARANTINES:
        for folder in repository.glob(pattern):
            shutil.rmtree(folder, ignore_errors=True)
            found += 1
    for pattern in FILES:
        for file in repository.glob(pattern):
            file.unlink(missing_ok=True)
            found += 1
    return found
