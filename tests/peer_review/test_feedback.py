import pytest

from peer_review import feedback
from projects.refusals import Refused
from tests.peer_review.making import fill

GOOD = {
    "nice": 4,
    "rigorous": 3,
    "interested": 4,
    "punctual": 0,
    "comment": "Thank you, I understood recursion.",
}


def test_the_team_thanks_its_evaluator_once(met, ada):
    evaluation = fill(met)

    given = feedback.give(evaluation, by=ada, **GOOD)

    assert (given.nice, given.punctual, given.comment) == (4, 0, GOOD["comment"])
    with pytest.raises(Refused, match="already given"):
        feedback.give(evaluation, by=ada, **GOOD)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"nice": 5}, "from 0 to 4"),
        ({"rigorous": -1}, "from 0 to 4"),
        ({"comment": "  "}, "Write a sentence"),
    ],
)
def test_feedback_that_is_not_right_is_refused(met, ada, change, sentence):
    with pytest.raises(Refused, match=sentence):
        feedback.give(fill(met), by=ada, **GOOD | change)


def test_feedback_follows_the_sheet(met, ada):
    with pytest.raises(Refused, match="after the sheet is filled"):
        feedback.give(met, by=ada, **GOOD)


@pytest.mark.parametrize("login", ["bob", "cho"])
def test_only_the_team_gives_feedback(met, bob, cho, login):
    with pytest.raises(Refused, match="Only the evaluated team"):
        feedback.give(fill(met), by={"bob": bob, "cho": cho}[login], **GOOD)
