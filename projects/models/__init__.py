"""Projects, the teams that work on them, and what they hand in."""

from .attempts import Attempt, Submission
from .corrections import MarkCorrection
from .curriculum import Picture, Project
from .exams import Answer, Sitting, SittingStep
from .experience import XpEntry
from .helping import HelpOffer
from .teams import Membership, Team, TeamInvitation
from .tracks import TrackChoice
from .windows import Window

__all__ = [
    "Answer",
    "Attempt",
    "HelpOffer",
    "MarkCorrection",
    "Membership",
    "Picture",
    "Project",
    "Sitting",
    "SittingStep",
    "Submission",
    "Team",
    "TeamInvitation",
    "TrackChoice",
    "Window",
    "XpEntry",
]
