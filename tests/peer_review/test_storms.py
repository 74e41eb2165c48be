"""Two hundred people at once, on a database where they really meet: exact balances, whoever won."""

from collections import Counter
from datetime import timedelta

import pytest

from academy.people.models import Enrolment, User
from peer_review import again, attendance, booking, evaluations, gifts, points, slots, weekly
from peer_review.audit import audit
from peer_review.models import Account, Entry, Evaluation, Slot
from tests.making import make_cohort
from tests.peer_review.making import COMMENT, PERFECT, at, check_in_both, make_attempt, make_project
from tests.racing import storm

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

TEAMS = 40  # of the 200; the others may evaluate
FREE = 30  # evaluators who offer time, fewer than teams


@pytest.fixture
def crowd():
    """200 people without passwords, which would take minutes to make."""
    cohort = make_cohort()
    people = [User.objects.create_user(f"p{n}@example.org", login=f"p{n}", name=f"P {n}") for n in range(200)]
    Enrolment.objects.bulk_create(
        Enrolment(user=person, cohort=cohort, school_class=cohort.classes.first()) for person in people
    )
    for person in people:
        points.open_account(person, cohort=cohort)
    return people


def persistent(function, *args, **kwargs):
    act = again.when_blocked(function)
    return lambda: act(*args, **kwargs)


def balances():
    return dict(Account.objects.filter(kind="person").values_list("user", "balance"))


def test_200_people_book_cancel_settle_and_give_at_once(crowd, clock):
    cohort, project = make_cohort(), make_project()
    teams, evaluators = crowd[:TEAMS], crowd[TEAMS:]
    attempts = [make_attempt(project, person) for person in teams]
    for person in evaluators[:FREE]:
        slots.open(person, at(4), at(4, 30))

    # Everybody books the same half hour, each twice with one request; the others offer and give meanwhile.
    acts = []
    for person, attempt in zip(teams, attempts, strict=True):
        ask = persistent(booking.book, attempt, starts_at=at(4), by=person, request="form")
        acts += [ask, ask]
    for number, person in enumerate(evaluators):
        if number % 2:
            acts.append(persistent(slots.open, person, at(30), at(31)))
        if number % 4 == 0:
            acts.append(persistent(gifts.donate, person, cohort=cohort, amount=1, request="form"))
    storm(acts)

    booked = list(Evaluation.objects.select_related("evaluator", "team", "cohort"))
    assert len(booked) == FREE
    assert set(Counter(evaluation.evaluator_id for evaluation in booked).values()) == {1}
    assert set(Counter(evaluation.team_id for evaluation in booked).values()) == {1}
    assert Slot.objects.filter(evaluation__isnull=False).count() == 2 * FREE
    assert audit(cohort) == []
    before = balances()

    # Both sides of ten cancel at once, twice; the others meet, and hand in their sheet twice.
    clock.move_to(at(3, 50))
    cancelled, kept = booked[:10], booked[10:]
    met = [check_in_both(evaluation) for evaluation in kept]
    acts = [
        persistent(booking.cancel, evaluation, by=by)
        for evaluation in cancelled
        for by in (evaluation.team.members.get(), evaluation.evaluator) * 2
    ]
    for evaluation in met:
        attendance.confirm(evaluation, by=evaluation.evaluator, code=evaluation.code)
        sheet = {"answers": PERFECT, "flag": "ok", "comment": COMMENT}
        acts += [persistent(evaluations.fill, evaluation, by=evaluation.evaluator, **sheet)] * 2
    acts += [persistent(points.open_account, person, cohort=cohort) for person in crowd[::10]]
    storm(acts)

    after = balances()
    for evaluation in met:
        assert after[evaluation.evaluator_id] == before[evaluation.evaluator_id] + 1
    assert Entry.objects.filter(reason__in=["earn", "forfeit", "refund"]).count() == FREE
    assert Account.objects.get(kind="escrow").balance == 0
    assert audit(cohort) == []


def test_a_weekly_act_in_the_middle_of_everything_happens_once(crowd, clock):
    cohort = make_cohort()
    clock.shift(timedelta(days=8))
    week = [persistent(weekly.act, cohort, at(24 * 8))] * 5
    given = [
        persistent(gifts.donate, person, cohort=cohort, amount=1, request="form") for person in crowd[::2]
    ]

    told = storm([*given[:50], *week, *given[50:]])

    assert len([act for act in told if getattr(act, "refused", None) == ""]) == 1
    assert Entry.objects.filter(reason="donation").count() == 100
    assert audit(cohort) == []
