"""What follows for the market when staff change an enrolment on a person's page."""

import pytest

from peer_review import points
from peer_review.models import Evaluation, Slot

State = Evaluation.State


@pytest.fixture
def change(client, sora):
    client.force_login(sora)

    def change(user, action):
        enrolment = user.enrolments.get()
        client.post(f"/enrolments/{enrolment.pk}/", {"action": action, "reason": "Illness"})

    return change


def test_nobody_waits_for_somebody_who_is_frozen(change, booked, bob):
    change(bob, "freeze")

    booked.refresh_from_db()
    assert booked.state == State.CANCELLED_BY_EVALUATOR
    assert not Slot.objects.filter(evaluator=bob).exists()
    assert points.balance(bob) == 5


@pytest.mark.parametrize("action", ["withdraw", "graduate"])
def test_who_leaves_gives_their_points_back(change, booked, bob, action):
    change(bob, action)

    booked.refresh_from_db()
    assert booked.state == State.CANCELLED_BY_EVALUATOR
    assert points.account_of(bob) is None


def test_who_is_taken_back_begins_with_points_again(change, bob):
    change(bob, "withdraw")

    change(bob, "take_back")

    assert points.balance(bob) == 5
