"""Offered time, evaluations, the sheets they follow, the journal of points, and its rules."""

from .availability import Pattern, PatternSkip, Standby, StandbyCall
from .changes import Appeal, Reschedule
from .choices import Choice
from .economy import Alarm, Sale, WeeklyAct
from .evaluations import Evaluation
from .feedback import Feedback
from .feeds import CalendarFeed
from .hearings import Hearing
from .ledger import Account, Debt, Entry, Transfer
from .objections import Objection
from .planted import Planted, SupervisorSheet
from .quality import Extra, Fit, Habit, WorkEstimate
from .remarks import Remark
from .settings import MarketSettings, SettingsChange
from .sheets import SheetVersion
from .slots import Presence, Slot
from .waiting import Waiting

__all__ = [
    "Account",
    "Alarm",
    "Appeal",
    "CalendarFeed",
    "Choice",
    "Debt",
    "Entry",
    "Evaluation",
    "Extra",
    "Feedback",
    "Fit",
    "Habit",
    "Hearing",
    "MarketSettings",
    "Objection",
    "Pattern",
    "PatternSkip",
    "Planted",
    "Presence",
    "Remark",
    "Reschedule",
    "Sale",
    "SettingsChange",
    "SheetVersion",
    "Slot",
    "Standby",
    "StandbyCall",
    "SupervisorSheet",
    "Transfer",
    "Waiting",
    "WeeklyAct",
    "WorkEstimate",
]
