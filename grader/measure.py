"""A score as it is kept, and as it is shown: rounded, so that its last digits betray no label."""

from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Self

MOST = 2_000_000_000  # steps either way, as many as a database keeps in a whole number
SURE_DIGITS = 12  # of a float that was computed: what comes after them is noise of the machine


@dataclass(frozen=True)
class Measure:
    """What predictions scored on the public and on the private rows.

    Exact on our side; a trainee gets it `for_trainee`.
    """

    scorer: str
    step: float
    greater: bool  # whether the greater score is the better one
    public: float | None = None
    private: float | None = None

    def for_trainee(self) -> Self:
        public = None if self.public is None else float(self.shown(self.public))
        return replace(self, public=public, private=None)

    def shown(self, value: float) -> str:
        return shown(self.rank(value), step=self.step, greater=self.greater)

    def rank(self, value: float) -> int:
        """In whole steps, the larger the better."""
        return steps(value, step=self.step, greater=self.greater) * (1 if self.greater else -1)

    def reaches(self, value: float, at: float) -> bool:
        """Decided by what is shown, so that the decision tells no more. `at` is a whole number of steps."""
        return self.rank(value) >= self.rank(at)


def steps(value: float, *, step: float, greater: bool) -> int:
    """Whole steps, rounded to the worse side."""
    exact = Decimal(f"{value:.{SURE_DIGITS}g}") / Decimal(str(step))
    whole = int(exact.to_integral_value(ROUND_FLOOR if greater else ROUND_CEILING))
    return max(-MOST, min(whole, MOST))


def shown(rank: int, *, step: float, greater: bool) -> str:
    """The score of a rank, with as many digits as its step has."""
    return format((rank if greater else -rank) * Decimal(str(step)).normalize(), "f")


def is_whole(value: float, *, step: float) -> bool:
    return Decimal(str(value)) % Decimal(str(step)) == 0
