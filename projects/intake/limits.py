"""How much a hand-in may weigh."""

from dataclasses import dataclass

KIB, MIB = 1 << 10, 1 << 20


@dataclass(frozen=True)
class Limits:
    """Sizes in bytes. The same for a git tree and for an archive: both doors take the same work."""

    entries: int = 500  # files and folders together
    file: int = 4 * MIB
    total: int = 16 * MIB
    path: int = 240
    name: int = 100
    depth: int = 12  # folders above a file, and the file itself
    archive: int = 8 * MIB
    push: int = 20 * MIB  # one pack, as git sends it
    repository: int = 200 * MIB  # everything that was ever pushed


def in_words(size: int) -> str:
    """A size for people: 512 B, 3.4 KB, 16 MB."""
    if size < KIB:
        return f"{size} B"
    amount, unit = (size / KIB, "KB") if size < MIB else (size / MIB, "MB")
    return f"{amount:.1f}".removesuffix(".0") + f" {unit}"
