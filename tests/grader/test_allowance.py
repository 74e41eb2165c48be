"""So many hand-ins of a team are scored in a day of its cohort, and nothing that is our fault counts."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils.translation import override

from grader import allowance, runs, scores
from grader.models import Run
from tests.grader.scoring import claimed, measure, scored
from tests.making import make_cohort, make_person, make_project, make_submission, make_team

NOON = datetime(2026, 5, 4, 3, 0, tzinfo=UTC)  # 12:00 in Seoul


@pytest.fixture
def team(db, time_machine):
    time_machine.move_to(NOON)
    return make_team(make_project(scored_per_day=2), make_person("ada"))


def used(team):
    return allowance.of(team).used


def test_a_project_without_a_limit_has_no_allowance(db):
    assert allowance.of(make_team(make_project(), make_person("ada"))) is None


def test_scored_hand_ins_count(team):
    scored(team, 0.7)

    assert (used(team), allowance.of(team).left, allowance.of(team).refusal) == (1, 1, "")


def test_when_all_are_used_a_sentence_says_when_the_next_is_free(team):
    scored(team, 0.7)
    scored(team, 0.7)

    with override("en"):
        refusal = allowance.of(team).refusal

    assert refusal == (
        "Kept, but not scored: no scored hand-in of your team is left today (2 a day). "
        "The next one is free on 5 May 2026, 00:00."
    )


def test_the_day_is_that_of_the_cohort(team, time_machine):
    scored(team, 0.7)

    time_machine.move_to(NOON + timedelta(hours=11, minutes=59))
    before = used(team)
    time_machine.move_to(NOON + timedelta(hours=12))

    assert (before, used(team)) == (1, 0)


def test_a_cohort_elsewhere_has_another_midnight(time_machine, db):
    time_machine.move_to(NOON)
    lisbon = make_cohort("lisbon", time_zone="Europe/Lisbon")
    team = make_team(make_project(scored_per_day=1), make_person("rui", cohort=lisbon))

    assert allowance.of(team).free_at == datetime(2026, 5, 4, 23, 0, tzinfo=UTC)


def test_what_gave_no_score_does_not_count(team):
    run = claimed(team)
    runs.cancel(run)
    runs.end_cancelled(run)

    assert used(team) == 0


def test_a_run_under_way_counts_until_it_is_known_to_give_no_score(team):
    claimed(team)

    assert used(team) == 1


def test_who_has_seen_a_score_cannot_cancel_it_away(team):
    run = claimed(team)
    scores.keep(run, measure(0.7))
    runs.cancel(run)
    runs.end_cancelled(run)

    assert used(team) == 1


def test_a_score_before_a_fault_of_ours_does_not_count(team):
    run = claimed(team)
    scores.keep(run, measure(0.7))
    Run.objects.filter(pk=run.pk).update(
        state=Run.State.BROKEN, leased_until=None, ended_at=NOON, fault="The engine is gone."
    )

    assert used(team) == 0


def test_what_waits_does_not_count(team):
    runs.request(make_submission(team), purpose=Run.Purpose.CHECK)

    assert used(team) == 0


def test_a_second_try_is_still_one_score(team):
    run = claimed(team)
    scores.keep(run, measure(0.7))
    scores.keep(run, measure(0.7))

    assert used(team) == 1
