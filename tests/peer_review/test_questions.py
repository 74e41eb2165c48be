"""What an evaluation asks of the database, from the wish to the mark: a rehearsal lives of it."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from academy import journey
from peer_review import waiting
from peer_review.known_rules import read_once
from tests.peer_review.making import (
    COMMENT,
    PERFECT,
    at,
    make_attempt,
    make_project,
    make_trainee,
    meet,
    offer,
)

# Questions, and the turns of PostgreSQL; more means that somebody reads again what was at hand.
MOST = {"sqlite": 105, "postgresql": 111}


def questions(asked):
    return [query["sql"] for query in asked if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))]


def test_an_evaluation_takes_few_questions_from_the_wish_to_the_mark(cohort, clock):
    ada, bob = make_trainee("ada"), make_trainee("bob")
    attempt = make_attempt(make_project(evaluations=1), ada)
    offer(ada, start=20)
    offer(bob)

    with CaptureQueriesContext(connection) as asked, read_once(for_ever=True):
        [evaluation] = waiting.ask(attempt, by=ada)
        clock.move_to(at(4))
        evaluation = meet(evaluation)
        journey.fill(evaluation, by=bob, answers=PERFECT, flag="ok", comment=COMMENT)

    assert len(questions(asked)) <= MOST[connection.vendor]
