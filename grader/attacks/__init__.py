"""The public corpus of attacks (tests/attacks), read and tried. docs/attack-corpus.md explains it."""

from .attack import DOORS, Attack, corpus, export
from .ground import Ground, Tried
from .leftovers import WatchedEngine

__all__ = ["DOORS", "Attack", "Ground", "Tried", "WatchedEngine", "corpus", "export"]
