"""A worker that judges predictions keeps what they score."""

from pathlib import Path

import pytest

from academy import journey
from grader import judging, runs, taskstore
from grader.measure import MOST
from grader.models import Score
from grader.report import Report
from grader.task import Task
from projects import submissions
from projects.models import Submission
from tests.grader.scoring import scored
from tests.making import make_project
from tests.peer_review.making import make_trainee

COST = Path(__file__).parent / "library" / "tasks" / "cost"
ROUTE = b"for line in open('letters.txt'):\n    print('roads' if 'street' in line else 'unsure')\n"


@pytest.fixture
def team(db):
    digest = taskstore.keep(Task.from_folder(COST))
    project = make_project(task_digest=digest, files=["route.py"], leaderboard=True)
    return journey.start(project, by=make_trainee("ada"))


def test_the_worst_of_all_scores_can_be_kept(team):
    run = scored(team, -1e300, 1e300)

    score = Score.objects.get(run=run)
    assert (score.public, score.private) == (-MOST, MOST)


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
def test_a_checked_hand_in_has_a_score_in_whole_steps(team, worker):
    commit = submissions.commit_upload(team, {"route.py": (ROUTE, False)}, by=team.members.get())
    journey.handed_in(team, commit=commit, source=Submission.Source.UPLOAD, by=team.members.get())
    run = runs.claim("w1")

    report = judging.judge(run)

    score = Score.objects.get(run=run)
    assert isinstance(report, Report)
    assert (score.team, score.scorer, score.greater) == (team, "own", False)
    assert (score.public, score.private) == (-17, -17)  # of three rows two unsure: 0.5 / 3
