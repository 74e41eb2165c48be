from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from academy import journey
from academy.people.models import StaffAct
from projects import attempts, leniency
from projects.models import Attempt
from projects.refusals import Refused
from tests.making import make_finished, make_person, make_project, make_team
from tests.projects.sitting import make_exam

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
WHY = "The power was off."


@pytest.fixture
def sora():
    return make_person("sora", role="staff")


@pytest.fixture
def failed():
    """The first attempt, failed; the next one may begin in three days, and after that in seven."""
    return make_finished(make_team(make_project(retry_days=[3, 7]), make_person("ada")), peer=0)


def test_an_attempt_given_back_costs_no_wait_and_the_next_wait_does_not_grow(failed, sora):
    leniency.refund(failed, by=sora, reason=WHY)
    attempts.open_next(failed.team)
    second = make_finished(failed.team, peer=0)

    assert (second.retry_at - second.ended_at).days == 3


def test_given_back_by_mistake_it_counts_again_with_its_wait(failed, sora):
    leniency.refund(failed, by=sora, reason=WHY)
    leniency.take_refund_back(failed, retry_at=failed.retry_at, by=sora, reason="Wrong person.")

    fresh = Attempt.objects.get()
    assert (fresh.refunded, fresh.retry_at) == (False, failed.retry_at)
    assert list(StaffAct.objects.values_list("kind", flat=True)) == ["refund-back", "refund"]


@pytest.mark.parametrize("act", [leniency.refund, leniency.take_refund_back, leniency.set_wait])
def test_staff_alone_do_it_with_a_reason_and_before_the_next_attempt(failed, sora, act):
    more = {leniency.take_refund_back: {"retry_at": None}, leniency.set_wait: {"until": None}}.get(act, {})
    with pytest.raises(Refused, match="Only staff"):
        act(failed, by=failed.team.members.get(), reason=WHY, **more)
    with pytest.raises(Refused, match="Say why"):
        act(failed, by=sora, reason=" ", **more)
    leniency.set_wait(failed, until=timezone.now(), by=sora, reason=WHY)
    attempts.open_next(failed.team)
    with pytest.raises(Refused, match="has begun"):
        act(failed, by=sora, reason=WHY, **more)


def test_an_attempt_under_way_cannot_be_given_back(sora):
    team = make_team(make_project(), make_person("ada"))

    with pytest.raises(Refused, match="under way"):
        leniency.refund(team.attempts.get(), by=sora, reason=WHY)
    with pytest.raises(IntegrityError, match="only_an_ended_attempt_is_given_back"):
        Attempt.objects.update(refunded=True)


def test_the_time_of_an_exam_is_extended_for_one_person(sora):
    project, _window = make_exam()
    sitting = journey.sit(project, by=make_person("ada"))

    leniency.move_exam_end(sitting, minutes=15, by=sora, reason=WHY)

    before = sitting.ends_at
    sitting.refresh_from_db()
    assert sitting.ends_at - before == timedelta(minutes=15)
    for minutes, said in [(0, "between"), (999, "between"), (-200, "over already")]:
        with pytest.raises(Refused, match=said):
            leniency.move_exam_end(sitting, minutes=minutes, by=sora, reason=WHY)
