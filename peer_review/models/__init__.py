"""Offered time, evaluations, the sheets they follow, the journal of points, and its rules."""

from .choices import Choice
from .economy import Alarm, Sale, WeeklyAct
from .evaluations import Evaluation
from .feedback import Feedback
from .ledger import Account, Debt, Entry, Transfer
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
    "Feedback",
    "MarketSettings",
    "Presence",
    "Remark",
    "Sale",
    "SettingsChange",
    "SheetVersion",
    "Slot",
    "Transfer",
    "WeeklyAct",
]
