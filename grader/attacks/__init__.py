"""The public corpus of attacks (tests/attacks), read and tried. docs/attack-corpus.md explains it."""

from .attack import DOORS, TASKS, Attack, corpus, export
from .ground import Ground, Tried
from .leftovers import WatchedEngine
from .neighbour import SLOW, Neighbour

__all__ = [
    "DOORS",
    "SLOW",
    "TASKS",
    "Attack",
    "Ground",
    "Neighbour",
    "Tried",
    "WatchedEngine",
    "corpus",
    "export",
]
