"""Offered time, evaluations, the sheets they follow, the journal of points, and its rules."""

from .choices import Choice
from .economy import Alarm, Sale, WeeklyAct
from .evaluations import Evaluation
from .feedback import Feedback
from .hearings import Hearing
from .ledger import Account, Debt, Entry, Transfer
from .quality import Extra, Fit, Habit, WorkEstimate
from .remarks import Remark
from .settings import MarketSettings, SettingsChange
from .sheets import SheetVersion
from .slots import Presence, Slot

__all__ = [
    "Account",
    "Alarm",
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
    "Presence",
    "Remark",
    "Sale",
    "SettingsChange",
    "SheetVersion",
    "Slot",
    "Transfer",
    "WeeklyAct",
    "WorkEstimate",
]
