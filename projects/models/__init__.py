"""Projects, the teams that work on them, and what they hand in."""

from .attempts import Attempt, Submission
from .corrections import MarkCorrection
from .curriculum import Picture, Project
from .experience import XpEntry
from .helping import HelpOffer
from .teams import Membership, Team, TeamInvitation

__all__ = [
    "Attempt",
    "HelpOffer",
    "MarkCorrection",
    "Membership",
    "Picture",
    "Project",
    "Submission",
    "Team",
    "TeamInvitation",
    "XpEntry",
]
