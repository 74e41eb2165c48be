"""Pushes that the site has not heard of: a file in the repository, from before git may move a branch.

A server that is killed, or a database that is away, leaves it behind; whoever sweeps finds it.
"""

from collections.abc import Iterator
from pathlib import Path

NAME = "untold"


def expect(repository: Path, actor: str) -> bool:
    """`actor` pushes now. True when the site has not heard of an earlier push either."""
    earlier = (repository / NAME).exists()
    (repository / NAME).write_text(actor)
    return earlier


def told(repository: Path) -> None:
    """The site knows all there is to know."""
    (repository / NAME).unlink(missing_ok=True)


def actor_of(repository: Path) -> str | None:
    """Who pushed what nobody has heard of. Only for whoever has the turn: else somebody pushes just now."""
    try:
        return (repository / NAME).read_text()
    except FileNotFoundError:
        return None


def waiting(root: Path) -> Iterator[Path]:
    """The repositories that have such a push, or are being pushed to."""
    return (file.parent for file in root.glob(f"*.git/{NAME}"))
