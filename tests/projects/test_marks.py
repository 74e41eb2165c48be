import pytest

from projects import marks
from projects.models import Project


@pytest.mark.parametrize(
    ("grader", "peer", "weights", "mark"),
    [
        (100, 100, (1, 1), 100),
        (61, 125, (1, 1), 93),  # three peers of 125 and a bot of 61, from a real campus
        (1, 62, (1, 1), 31),
        (100, 80, (1, 3), 85),
        (0, 125, (0, 1), 125),
        (100, None, (1, 1), 100),  # nobody evaluates this project
        (None, 77, (1, 1), 77),  # no grader
        (125, 125, (2, 1), 125),
        (100, -42, (1, 1), -42),  # cheating is not averaged away
        (100, 0, (0, 0), 0),
    ],
)
def test_the_final_mark(grader, peer, weights, mark):
    project = Project(grader_weight=weights[0], peer_weight=weights[1])

    assert marks.final(project, grader=grader, peer=peer) == mark


def test_the_calculation_names_its_parts():
    parts = marks.calculate(Project(grader_weight=1, peer_weight=3), grader=100, peer=80)

    assert (parts.grader, parts.grader_weight, parts.peer, parts.peer_weight, parts.weights) == (
        100,
        1,
        80,
        3,
        4,
    )
