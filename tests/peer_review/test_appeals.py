import pytest
from django.urls import reverse

from peer_review import appeals, attendance, points
from peer_review.models import Appeal
from projects.refusals import Refused
from tests.making import make_cohort
from tests.peer_review.making import at

REASON = "The door of the house was locked and nobody could come in."


@pytest.fixture
def bob_missed(booked, ada, clock):
    clock.move_to(at(4, 15))
    attendance.check_in(booked, by=ada)
    return attendance.report_no_show(booked, by=ada)


@pytest.fixture
def ada_missed(booked, bob, clock):
    clock.move_to(at(4, 15))
    attendance.check_in(booked, by=bob)
    return attendance.report_no_show(booked, by=bob)


def test_granted_the_evaluators_fine_is_undone(bob_missed, bob, sora):
    assert points.balance(bob) == 4
    made = appeals.appeal(bob_missed, by=bob, reason=REASON)
    assert appeals.waiting(make_cohort()) == [made]

    appeals.decide(made, by=sora, granted=True, answer="The lock was broken.")

    assert points.balance(bob) == 5
    assert appeals.waiting(make_cohort()) == []


def test_granted_the_teams_point_comes_back(ada_missed, ada, bob, sora):
    assert (points.balance(ada), points.balance(bob)) == (4, 6)

    appeals.decide(appeals.appeal(ada_missed, by=ada, reason=REASON), by=sora, granted=True, answer="Yes.")

    assert points.balance(ada) == 5


def test_rejected_everything_stays(bob_missed, bob, sora):
    made = appeals.appeal(bob_missed, by=bob, reason=REASON)

    appeals.decide(made, by=sora, granted=False, answer="The lock was fine.")

    assert points.balance(bob) == 4
    assert Appeal.objects.get().answer == "The lock was fine."


def test_only_the_absent_side_appeals_once_and_in_time(bob_missed, ada, bob, cho, clock):
    for person in (ada, cho):
        with pytest.raises(Refused, match="absent"):
            appeals.appeal(bob_missed, by=person, reason=REASON)
    with pytest.raises(Refused, match="at least 20"):
        appeals.appeal(bob_missed, by=bob, reason="No.")
    appeals.appeal(bob_missed, by=bob, reason=REASON)
    with pytest.raises(Refused, match="already"):
        appeals.appeal(bob_missed, by=bob, reason=REASON)


def test_after_a_week_it_is_too_late(bob_missed, bob, clock):
    clock.shift(8 * 24 * 3600)

    with pytest.raises(Refused, match="7 days"):
        appeals.appeal(bob_missed, by=bob, reason=REASON)


def test_staff_decide_once_and_say_why(bob_missed, bob, sora):
    made = appeals.appeal(bob_missed, by=bob, reason=REASON)
    with pytest.raises(Refused, match="Only staff"):
        appeals.decide(made, by=bob, granted=True, answer="Me!")
    with pytest.raises(Refused, match="Say why"):
        appeals.decide(made, by=sora, granted=True, answer=" ")
    appeals.decide(made, by=sora, granted=True, answer="Yes.")
    with pytest.raises(Refused, match="decided already"):
        appeals.decide(made, by=sora, granted=False, answer="No.")
    assert points.balance(bob) == 5


def test_on_the_pages_from_the_appeal_to_the_answer(client, bob_missed, ada, bob, sora):
    address = reverse("peer_review:evaluation", args=[bob_missed.key])
    client.cookies["django_language"] = "en"
    client.force_login(bob)
    client.post(reverse("peer_review:appeal", args=[bob_missed.key]), {"reason": REASON})
    assert REASON in client.get(address).content.decode()

    client.force_login(ada)
    assert REASON not in client.get(address).content.decode()

    client.force_login(sora)
    assert REASON in client.get(reverse("peer_review:appeals")).content.decode()
    decision = {"granted": "yes", "answer": "The lock was broken."}
    client.post(reverse("peer_review:decide-appeal", args=[bob_missed.key]), decision)

    client.force_login(bob)
    assert "The lock was broken." in client.get(address).content.decode()
    assert points.balance(bob) == 5
