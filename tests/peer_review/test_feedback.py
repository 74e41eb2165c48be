import pytest

from peer_review import feedback
from projects.refusals import Refused
from tests.peer_review.making import at, fill, make_attempt, make_project
from tests.peer_review.test_views import path, site  # noqa: F401 -- a fixture

GOOD = {
    "nice": 4,
    "rigorous": 3,
    "interested": 4,
    "punctual": 1,
    "comment": "Thank you, I understood recursion.",
}


def test_the_team_thanks_its_evaluator_once(met, ada):
    evaluation = fill(met)

    given = feedback.give(evaluation, by=ada, **GOOD)

    assert (given.nice, given.punctual, given.comment) == (4, 1, GOOD["comment"])
    with pytest.raises(Refused, match="already given"):
        feedback.give(evaluation, by=ada, **GOOD)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"nice": 6}, "from 1 to 5"),
        ({"rigorous": 0}, "from 1 to 5"),
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


def test_feedback_is_due_within_a_day_and_asked_for_once(met, ada, bob, clock):
    evaluation = fill(met)
    assert feedback.owed(ada) == [evaluation]
    assert feedback.owed(bob) == []
    clock.move_to(at(4 + 19))
    assert feedback.remind(at(4 + 19)) == 0

    clock.move_to(at(4 + 21))
    assert feedback.remind(at(4 + 21)) == 1
    assert feedback.remind(at(4 + 22)) == 0

    notice = ada.notices.get(name="feedback-due")
    assert notice.title == "A word to your evaluator of First steps"
    assert evaluation.key in notice.url
    assert not bob.notices.filter(name="feedback-due").exists()
    assert feedback.overdue(ada) == []
    clock.move_to(at(4 + 25))
    assert feedback.overdue(ada) == [evaluation]


def test_who_has_given_feedback_is_not_asked(met, ada, clock):
    feedback.give(fill(met), by=ada, **GOOD)
    clock.move_to(at(40))

    assert feedback.remind(at(40)) == 0
    assert not ada.notices.filter(name="feedback-due").exists()


def test_the_next_booking_asks_for_overdue_feedback_and_does_not_insist(site, met, ada, clock):  # noqa: F811
    filled = fill(met)
    attempt = make_attempt(make_project("second"), ada)
    browser = site(ada)
    assert b"A word to your evaluators first" not in browser.get(path("book", attempt.pk)).content
    clock.move_to(at(30))

    asked = browser.get(path("book", attempt.pk))

    assert b"A word to your evaluators first" in asked.content
    later = browser.get(path("book", attempt.pk), {"later": "1"})
    assert b"A word to your evaluators first" not in later.content
    feedback.give(filled, by=ada, **GOOD)
    assert b"A word to your evaluators first" not in browser.get(path("book", attempt.pk)).content


def test_no_page_asks_for_feedback_until_a_day_that_is_over(site, met, ada, clock):  # noqa: F811
    filled, browser = fill(met), site(ada)
    assert b"Four grades and a sentence, until" in browser.get(filled.get_absolute_url()).content

    clock.move_to(at(30))

    assert b"Four grades and a sentence. Its day is over" in browser.get(filled.get_absolute_url()).content
