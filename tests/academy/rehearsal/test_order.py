"""Rehearsals that staff start from the site."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from academy.rehearsal import order
from academy.rehearsal.drawn import BARS
from academy.rehearsal.models import LONGEST, Rehearsal
from peer_review.market_settings import settings_of
from projects.refusals import Refused
from tests.making import make_cohort, make_person
from tests.peer_review.test_market_settings import post

pytestmark = pytest.mark.django_db
State = Rehearsal.State


@pytest.fixture
def cohort(db):
    return make_cohort()


@pytest.fixture
def sora(db):
    return make_person("sora", role="staff")


def ordered(cohort, sora, **changes):
    return order.order(cohort, changes=changes, people=10, days=1, by=sora)


def test_one_rehearsal_of_a_cohort_runs_at_a_time(cohort, sora, english):
    ordered(cohort, sora)

    with pytest.raises(Refused, match="A rehearsal of this cohort is already running"):
        ordered(cohort, sora)


def test_one_whose_process_is_gone_makes_room_for_the_next(cohort, sora):
    lost = ordered(cohort, sora)
    Rehearsal.objects.update(asked_at=timezone.now() - 2 * LONGEST, state=State.RUNNING)

    ordered(cohort, sora)

    lost.refresh_from_db()
    assert lost.state == State.FAILED


@pytest.mark.sqlite
def test_two_sets_of_rules_are_played_and_shown(client, cohort, sora):
    rehearsal = ordered(cohort, sora, pledge_factor=2)

    order.carry_out(rehearsal)

    rehearsal.refresh_from_db()
    client.force_login(sora)
    page = client.get(f"/staff/cohorts/{cohort.slug}/rehearsals/").content.decode()
    assert (rehearsal.state, rehearsal.progress, len(rehearsal.results)) == (State.DONE, 100, 2)
    drawing = page[page.index('<div id="rehearsals"') :]
    assert (drawing.count("<polyline"), drawing.count("<rect")) == (4, 2 + 2 * len(BARS))
    assert "With the changes" in page


def test_what_has_been_played_is_not_played_again(cohort, sora):
    rehearsal = ordered(cohort, sora)
    Rehearsal.objects.update(state=State.RUNNING)

    order.carry_out(rehearsal)

    rehearsal.refresh_from_db()
    assert rehearsal.state == State.RUNNING


def test_staff_start_one_on_the_page(client, cohort, sora):
    client.force_login(sora)
    fields = {"people": 12, "days": 1, "rule_1": "pledge_factor", "value_1": 2}

    client.post(f"/staff/cohorts/{cohort.slug}/rehearsals/", fields)

    rehearsal = Rehearsal.objects.get()
    assert (rehearsal.changes, rehearsal.asked_by) == ({"pledge_factor": 2}, sora)


def test_a_value_that_makes_no_sense_is_told(client, cohort, sora):
    client.force_login(sora)
    fields = {"people": 12, "days": 1, "rule_1": "pledge_factor", "value_1": 99}

    page = client.post(f"/staff/cohorts/{cohort.slug}/rehearsals/", fields).content.decode()

    assert "Give a number from 0 to 4." in page
    assert not Rehearsal.objects.exists()


def test_what_is_typed_on_the_page_of_rules_is_rehearsed_and_not_saved(client, cohort, sora):
    client.force_login(sora)
    typed = {"soft_cap_points": 30, "ceiling_points": 40, "asks_one_more": False, "rehearse": "1"}

    answer = post(client, cohort, **typed)

    rehearsal = Rehearsal.objects.get()
    assert rehearsal.changes == {"soft_cap_points": 30, "ceiling_points": 40, "asks_one_more": False}
    assert settings_of(cohort).soft_cap_points == 10
    page = client.get(answer.url).content.decode()
    assert "one more evaluation in doubt: No" in page


def test_without_a_difference_nothing_is_rehearsed(client, cohort, sora):
    client.force_login(sora)

    post(client, cohort, rehearse="1")

    assert not Rehearsal.objects.exists()


@pytest.mark.parametrize(
    ("bad", "name"),
    [
        ({"state": "done"}, "only_a_finished_rehearsal_has_results"),
        ({"results": []}, "only_a_finished_rehearsal_has_results"),
        ({"progress": 101}, "rehearsal_progress_is_a_share"),
    ],
    ids=["done-without-results", "results-before-the-end", "more-than-all"],
)
def test_the_database_refuses(cohort, sora, bad, name):
    rehearsal = ordered(cohort, sora)

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Rehearsal.objects.filter(pk=rehearsal.pk).update(**bad)
