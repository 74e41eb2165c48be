"""Offered time, evaluations, the sheets they follow, and the journal of points."""

from .evaluations import Evaluation
from .feedback import Feedback
from .ledger import Account, Debt, Entry, Transfer
from .sheets import SheetVersion
from .slots import Presence, Slot

__all__ = [
    "Account",
    "Debt",
    "Entry",
    "Evaluation",
    "Feedback",
    "Presence",
    "SheetVersion",
    "Slot",
    "Transfer",
]
