"""What staff decide about evaluations is written down, for the side that it is about."""

import pytest

from academy import journey
from academy.people.models import StaffAct
from peer_review import appeals, objections
from peer_review.models import Objection
from tests.peer_review.making import at, meet
from tests.peer_review.quality.test_one_more import MARKS
from tests.peer_review.test_appeals import REASON, bob_missed  # noqa: F401 -- a fixture
from tests.peer_review.test_objections import WHY, ask, marked  # noqa: F401 -- a fixture


def written():
    return [(act.kind, [one.login for one in act.people.all()]) for act in StaffAct.objects.order_by("pk")]


def test_a_decided_appeal_is_about_who_appealed(bob_missed, bob, sora):  # noqa: F811
    made = appeals.appeal(bob_missed, by=bob, reason=REASON)

    appeals.decide(made, by=sora, granted=True, answer="The lock was broken.")

    assert written() == [("points-back", ["bob"]), ("absence", ["bob"])]
    assert StaffAct.objects.first().after == {"state": "granted"}


def test_an_upheld_objection_is_about_the_team_and_so_is_its_new_mark(marked, ada, sora):  # noqa: F811
    objection = ask(marked, ada, kind=Objection.Kind.APPEAL)

    objections.decide(objection, by=sora, upheld=True, reason=WHY, mark=95)

    assert written() == [("objection", ["ada"]), ("mark", ["ada"])]


@pytest.mark.parametrize(("upheld", "state"), [(True, "done"), (False, "dismissed")])
def test_a_decided_report_of_cheating_is_about_the_team(booked, bob, sora, clock, upheld, state):
    clock.move_to(at(4))
    comment = "The whole work stands on another page, word for word."
    journey.fill(meet(booked), by=bob, answers=MARKS[100], flag="cheat", comment=comment)
    clock.move_to(at(400))

    journey.decide(booked, by=sora, upheld=upheld, reason="Heard both.")

    assert written() == [("cheating", ["ada"])]
    assert StaffAct.objects.get().after == {"state": state}
