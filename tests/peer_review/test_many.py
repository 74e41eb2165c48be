"""Pages ask the database as many questions for 180 rows as for 3."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from academy.people.models import Enrolment, User
from peer_review import quarters
from peer_review.models import Appeal, Evaluation, Presence, SheetVersion, Slot, Standby, StandbyCall, Waiting
from projects.models import Attempt, Team
from tests.making import make_person
from tests.peer_review.making import NOW, at, make_project, make_trainee

State = Evaluation.State


@pytest.fixture
def ada(cohort):
    """Without the check of the points after the test: these rows have moved none."""
    return make_trainee("ada")


@pytest.fixture
def bob(cohort):
    return make_trainee("bob")


@pytest.fixture
def teams(cohort):
    """Gives new attempts, each of a team of its own."""
    project, made = make_project(), []

    def more(count):
        numbers = range(len(made), len(made) + count)
        rows = Team.objects.bulk_create(Team(project=project, name=f"t{n}", key=f"t{n}") for n in numbers)
        made.extend(rows)
        return Attempt.objects.bulk_create(Attempt(team=team, number=1) for team in rows)

    return more


def evaluations(attempts, evaluator, cohort, **fields):
    sheet = SheetVersion.objects.get()
    return Evaluation.objects.bulk_create(
        Evaluation(
            cohort=cohort,
            attempt=attempt,
            team=attempt.team,
            evaluator=evaluator,
            sheet=sheet,
            starts_at=at(2 + number // 4, 15 * (number % 4)),
            minutes=15,
            booked_by=evaluator,
            **fields,
        )
        for number, attempt in enumerate(attempts)
    )


def questions(client, page):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(reverse(f"peer_review:{page}")).status_code == 200
    return len(asked)


def of_few_and_many(client, page, make):
    """How many questions the page asks about three and about 180, once it has been seen."""
    make(3)
    client.get(reverse(f"peer_review:{page}"))
    few = questions(client, page)
    make(177)
    return few, questions(client, page)


def test_the_calendar_of_slots(client, ada, bob, cohort, teams):
    client.force_login(ada)

    def promise(count):
        taken = Presence.objects.count()
        made = evaluations(teams(count), bob, cohort)
        Presence.objects.bulk_create(
            Presence(user=ada, quarter=quarters.at(at(2)) + taken + n, evaluation=one)
            for n, one in enumerate(made)
        )
        first = quarters.at(at(72)) + taken
        Slot.objects.bulk_create(Slot(evaluator=ada, quarter=first + n) for n in range(count))

    few, many = of_few_and_many(client, "slots", promise)

    assert many == few


def test_the_page_of_standby(client, ada, bob, cohort, teams):
    client.force_login(ada)

    def volunteer(count):
        people = User.objects.bulk_create(
            User(login=f"v{count}-{n}", email=f"v{count}-{n}@example.org", name="V") for n in range(count)
        )
        Enrolment.objects.bulk_create(Enrolment(user=user, cohort=cohort) for user in people)
        Standby.objects.bulk_create(Standby(user=user, cohort=cohort, day=NOW.date()) for user in people)

    few, many = of_few_and_many(client, "standby", volunteer)

    assert many == few


def test_the_page_of_calls_to_the_standby(client, ada, bob, cohort, teams):
    client.force_login(ada)

    def call(count):
        made = evaluations(teams(count), bob, cohort)
        StandbyCall.objects.bulk_create(StandbyCall(evaluation=one, user=ada) for one in made)

    few, many = of_few_and_many(client, "standby", call)

    assert many == few


def test_the_page_of_teams_that_found_nobody(client, ada, cohort, teams):
    client.force_login(make_person("mia", role="mentor"))

    def wait(count):
        Waiting.objects.bulk_create(
            Waiting(cohort=cohort, attempt=attempt, asked_by=ada, asked_at=NOW - timedelta(days=3))
            for attempt in teams(count)
        )

    few, many = of_few_and_many(client, "asked", wait)

    assert many == few


@pytest.mark.parametrize("state", [Appeal.State.OPEN, Appeal.State.REJECTED])
def test_the_page_of_appeals(client, ada, bob, sora, cohort, teams, state):
    client.force_login(sora)
    answer = {} if state == Appeal.State.OPEN else {"decided_by": sora, "decided_at": NOW, "answer": "No."}

    def appeal(count):
        missed = evaluations(teams(count), bob, cohort, state=State.NO_SHOW_EVALUATOR, ended_at=NOW)
        Appeal.objects.bulk_create(
            Appeal(evaluation=one, by=bob, reason="I was there.", state=state, **answer) for one in missed
        )

    few, many = of_few_and_many(client, "appeals", appeal)

    assert many == few
