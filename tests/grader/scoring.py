"""Scored hand-ins for tests, by the way that a worker takes."""

from grader import runs, scores
from grader.measure import Measure
from grader.models import Run
from grader.report import Report
from tests.making import make_submission


def measure(public, private=0.5, **more):
    return Measure(
        **{"scorer": "roc_auc", "step": 0.01, "greater": True, **more}, public=public, private=private
    )


def claimed(team, *, purpose=Run.Purpose.CHECK):
    runs.request(make_submission(team), purpose=purpose)
    return runs.claim("w1")


def scored(team, public, private=0.5, **more):
    """A hand-in of the open attempt that has been judged to the end."""
    run = claimed(team)
    scores.keep(run, measure(public, private, **more))
    runs.finish(run, Report("passed", 100, "visible", (), (), "sha256:image", "task", "tree", 0.1))
    return run
