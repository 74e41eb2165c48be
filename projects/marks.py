"""The final mark."""

from dataclasses import dataclass

from .models import Project
from .models.attempts import BEST_MARK, LOWEST_MARK


@dataclass(frozen=True)
class Calculation:
    """A final mark with the parts it was made of, so that anyone can follow it."""

    grader: int | None
    grader_weight: int
    peer: int | None
    peer_weight: int
    mark: int

    @property
    def weights(self) -> int:
        return self.grader_weight + self.peer_weight


def calculate(project: Project, *, grader: int | None, peer: int | None) -> Calculation:
    """floor((grader × its weight + peer × its weight) / both weights), as at 42.

    A part that is missing weighs nothing. An upheld case of cheating (peer part -42) is not averaged away.
    """
    grader_weight = project.grader_weight if grader is not None else 0
    peer_weight = project.peer_weight if peer is not None else 0
    if peer == LOWEST_MARK:
        mark = LOWEST_MARK
    else:
        total = (grader or 0) * grader_weight + (peer or 0) * peer_weight
        mark = min(BEST_MARK, total // max(1, grader_weight + peer_weight))
    return Calculation(grader, grader_weight, peer, peer_weight, mark)


def final(project: Project, *, grader: int | None, peer: int | None) -> int:
    return calculate(project, grader=grader, peer=peer).mark
