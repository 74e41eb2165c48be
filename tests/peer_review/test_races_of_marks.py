"""Many people at the same moment around one mark, on a database where they really meet."""

import pytest

from academy import journey
from peer_review import drafts, objections, points
from peer_review.audit import audit
from peer_review.models import Evaluation, Extra, Objection
from projects.models import Attempt
from tests.making import make_cohort
from tests.peer_review.making import COMMENT, at, book, make_attempt, make_project, make_trainee, meet, offer
from tests.peer_review.quality.test_one_more import MARKS, give, set_rules
from tests.racing import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def met(clock):
    ada, bob = make_trainee("ada"), make_trainee("bob")
    offer(bob)
    evaluation = book(make_attempt(make_project(), ada))
    clock.move_to(at(4))
    return meet(evaluation)


def test_of_two_tabs_that_keep_at_once_one_is_told_of_the_other(met):
    def keep(page):
        return lambda: drafts.keep(met, by=met.evaluator, draft={"comment": page}, page=page, version=0)

    told = at_once(*[keep(f"tab{number}") for number in range(6)])

    assert told.count(1) == 1
    assert told.count("This sheet has been changed in another tab or on another device.") == 5
    assert Evaluation.objects.get().draft_version == 1


def test_a_tab_that_hands_in_while_another_one_keeps_loses_nothing_silently(met):
    def hand_in():
        from django.db import transaction

        with transaction.atomic():
            drafts.check_seen(met, page="one", version=0)
            return journey.fill(met, by=met.evaluator, answers=MARKS[100], flag="ok", comment=COMMENT).state

    def keep():
        return drafts.keep(met, by=met.evaluator, draft={"comment": "newer"}, page="two", version=0)

    told = at_once(hand_in, keep)

    evaluation = Evaluation.objects.get()
    if evaluation.state == "done":
        assert "This evaluation is already over." in told
    else:
        assert evaluation.draft == {"comment": "newer"}
        assert "This sheet has been changed in another tab or on another device." in told


def test_of_two_people_who_ask_for_a_second_opinion_at_once_one_does(clock):
    ada, bob, cho = (make_trainee(login) for login in ("ada", "bob", "cho"))
    set_rules(make_cohort(), asks_one_more=False)
    attempt = make_attempt(make_project(evaluations=1, team_max=2), ada, cho)
    give(attempt, bob, 60, clock=clock)
    attempt = Attempt.objects.get(pk=attempt.pk)
    before = points.balance(ada) + points.balance(cho)

    told = at_once(
        *[
            lambda who=who: objections.object_to(
                attempt, kind=Objection.Kind.SECOND_OPINION, by=who, reason="Not fair."
            )
            for who in (ada, cho, ada, cho)
        ]
    )

    assert told.count("Your team has asked for this already.") == 3
    assert Extra.objects.count() == Objection.objects.count() == 1
    assert points.balance(ada) + points.balance(cho) == before - 1
    assert audit(make_cohort()) == []


def test_when_the_last_two_sheets_come_at_once_one_more_is_asked_for_once(clock):
    ada, bob, cho = (make_trainee(login) for login in ("ada", "bob", "cho"))
    attempt = make_attempt(make_project(evaluations=2), ada)
    offer(bob)
    first = book(attempt, start=4)
    offer(cho, start=5)
    second = book(attempt, start=5)
    clock.move_to(at(4))
    meet(first)
    clock.move_to(at(5))
    meet(second)

    told = at_once(
        lambda: journey.fill(first, by=first.evaluator, answers=MARKS[100], flag="ok", comment=COMMENT),
        lambda: journey.fill(second, by=second.evaluator, answers=MARKS[0], flag="ok", comment=COMMENT),
    )

    assert {evaluation.state for evaluation in told} == {"done"}
    assert Extra.objects.count() == 1
    attempt.refresh_from_db()
    assert attempt.state == "evaluation"
    assert audit(make_cohort()) == []
