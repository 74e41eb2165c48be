"""Projects, the teams that work on them, and what they hand in."""

from .attempts import Attempt, Submission
from .corrections import MarkCorrection
from .curriculum import Project
from .experience import XpEntry
from .teams import Membership, Team, TeamInvitation

__all__ = [
    "Attempt",
    "MarkCorrection",
    "Membership",
    "Project",
    "Submission",
    "Team",
    "TeamInvitation",
    "XpEntry",
]
