"""Who belongs to the academy: people, cohorts, classes, enrolments, and the ways in."""

from .acts import ConcernedPerson, StaffAct
from .cohorts import CLASS_SIZE, DEFAULT_LEVELS, Cohort, SchoolClass, known_zone, rising_levels
from .enrolments import Enrolment, EnrolmentChange
from .invitations import INVITATION_DAYS, Invitation
from .notes import Note
from .tokens import AccessToken
from .users import User, display_name

__all__ = [
    "CLASS_SIZE",
    "DEFAULT_LEVELS",
    "INVITATION_DAYS",
    "AccessToken",
    "Cohort",
    "ConcernedPerson",
    "Enrolment",
    "EnrolmentChange",
    "Invitation",
    "Note",
    "SchoolClass",
    "StaffAct",
    "User",
    "display_name",
    "known_zone",
    "rising_levels",
]
