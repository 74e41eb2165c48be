"""Each test writes a row that must not exist and sees the database refuse it."""

from contextlib import contextmanager

import pytest
from django.db import IntegrityError, transaction

from peer_review import quarters
from peer_review.models import (
    Account,
    Appeal,
    CalendarFeed,
    Choice,
    Debt,
    Entry,
    Evaluation,
    Feedback,
    Pattern,
    PatternSkip,
    Presence,
    Reschedule,
    SheetVersion,
    Slot,
    Standby,
    StandbyCall,
    Transfer,
    Waiting,
)
from tests.making import make_cohort, make_person
from tests.peer_review.making import at, make_attempt, make_project, make_trainee, offer


@pytest.fixture
def _points_add_up(cohort):
    """These tests break things on purpose."""


@contextmanager
def refused(constraint=None):
    """The database says no, and names the constraint (SQLite names the columns of a unique one instead)."""
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        yield


def bad(evaluation, **values):
    """Try to write these values; the name of the constraint that refuses them is in the error."""
    Evaluation.objects.filter(pk=evaluation.pk).update(**values)


def filled(**values):
    """What a sheet that was filled properly has, with changes."""
    moments = ("team_checked_in_at", "evaluator_checked_in_at", "met_at", "filled_at", "ended_at")
    good = {"state": "done", "flag": "ok", "comment": "Good.", "mark": 80, **dict.fromkeys(moments, at(4))}
    return good | values


def decided(staff, **values):
    return filled(decided_at=at(5), decided_by=staff, decision_reason="Copied.", **values)


def test_a_properly_filled_row_is_accepted(booked, sora):
    bad(booked, **filled())
    bad(booked, **filled(flag="crash", mark=0))
    bad(booked, **filled(state="referred", flag="cheat", mark=None))
    bad(booked, **decided(sora, flag="cheat", mark=-42))
    bad(booked, **decided(sora, state="dismissed", flag="cheat", mark=None))


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("evaluation_state_is_known", {"state": "postponed", "ended_at": at(4)}),
        ("evaluation_lasts_whole_quarters", {"minutes": 20}),
        ("evaluation_that_ended_says_when", {"ended_at": at(4)}),
        ("evaluation_that_ended_says_when", {"state": "void"}),
        ("meeting_needs_both_sides", {"met_at": at(4)}),
        ("meeting_needs_both_sides", {"met_at": at(4), "team_checked_in_at": at(4)}),
        ("meeting_needs_both_sides", {"met_at": at(4), "evaluator_checked_in_at": at(4)}),
        ("only_an_evaluation_that_is_done_has_a_mark|mark_agrees_with_the_flag", {"mark": 80}),
        ("only_an_evaluation_that_is_done_has_a_mark", filled(mark=None)),
        ("mark_agrees_with_the_flag", filled(mark=126)),
        ("mark_agrees_with_the_flag", filled(mark=-1)),
        ("mark_agrees_with_the_flag", filled(flag="crash", mark=80)),
        ("mark_agrees_with_the_flag", filled(flag="rude", mark=80)),
        ("mark_agrees_with_the_flag", filled(flag="cheat", mark=-42)),
        ("filled_sheet_has_a_meeting_a_flag_and_a_comment", filled(comment="")),
        ("filled_sheet_has_a_meeting_a_flag_and_a_comment", filled(filled_at=None)),
        ("filled_sheet_has_a_meeting_a_flag_and_a_comment", filled(met_at=None)),
        ("filled_sheet_has_a_meeting_a_flag_and_a_comment", filled(state="referred", flag="", mark=None)),
        ("filled_sheet_has_a_meeting_a_flag_and_a_comment", filled(state="void", flag="", mark=None)),
        ("filled_sheet_has_a_meeting_a_flag_and_a_comment", {"flag": "ok"}),
        ("staff_decide_about_cheating_only", filled(state="referred", flag="crash", mark=None)),
        ("staff_decide_about_cheating_only", filled(state="dismissed", flag="cheat", mark=None)),
        ("decision_says_who_and_why", {"decided_at": at(4)}),
        ("decision_says_who_and_why", {"decision_reason": "Because."}),
    ],
)
def test_an_impossible_evaluation_is_refused(booked, constraint, values):
    with refused(constraint):
        bad(booked, **values)


def test_a_decision_needs_a_person(booked, sora):
    with refused("decision_says_who_and_why"):
        bad(booked, decided_by=sora)


def test_an_evaluation_that_was_set_aside_has_no_mark(booked, sora):
    with refused("only_an_evaluation_that_is_done_has_a_mark"):
        bad(booked, **decided(sora, state="dismissed", flag="cheat", mark=-42))


def test_a_case_of_cheating_that_is_decided_is_not_with_the_staff_any_more(booked, sora):
    with refused("staff_decide_about_cheating_only"):
        bad(booked, **decided(sora, state="referred", flag="cheat", mark=None))


@pytest.mark.parametrize("state", ["booked", "referred", "done", "dismissed"])
def test_an_evaluator_meets_a_team_once(booked, state, sora):
    again = {"referred": {"flag": "cheat", "mark": None}, "dismissed": {"flag": "cheat", "mark": None}}
    values = {} if state == "booked" else filled(state=state, **again.get(state, {}))
    if state == "dismissed":
        values = decided(sora, state=state, flag="cheat", mark=None)
    bad(booked, **values)

    with refused():
        Evaluation.objects.create(
            cohort=booked.cohort,
            attempt=booked.attempt,
            team=booked.team,
            evaluator=booked.evaluator,
            sheet=booked.sheet,
            starts_at=at(24),
            minutes=30,
            booked_by=booked.booked_by,
        )


def test_nobody_offers_a_quarter_twice(ada):
    offer(ada)

    with refused():
        Slot.objects.create(evaluator=ada, quarter=quarters.at(at(4)))


def test_nobody_is_in_two_places_at_once(booked, cho):
    taken = booked.span.start
    assert Presence.objects.filter(user=booked.evaluator, quarter=taken).exists()

    with refused():
        Presence.objects.create(user=booked.evaluator, quarter=taken, evaluation=booked)


def test_a_sheet_version_is_kept_once(project):
    with refused():
        SheetVersion.objects.create(project=project, digest="0" * 64, content={})


@pytest.mark.parametrize("grade", ["nice", "rigorous", "interested", "punctual"])
@pytest.mark.parametrize("value", [0, 6])
def test_feedback_grades_go_from_one_to_five(booked, ada, grade, value):
    grades = {"nice": 4, "rigorous": 4, "interested": 4, "punctual": 4, grade: value}

    with refused("feedback_grades_go_from_one_to_five"):
        Feedback.objects.create(evaluation=booked, by=ada, comment="Thanks.", **grades)


def test_feedback_says_something(booked, ada):
    with refused("feedback_says_something"):
        Feedback.objects.create(evaluation=booked, by=ada, nice=4, rigorous=4, interested=4, punctual=4)


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("only_the_mint_goes_below_zero", {"balance": -1}),
        ("only_people_owe_points", {"owed": -1}),
        ("account_kind_is_known", {"kind": "bank"}),
        ("account_of_a_person_names_them", {"kind": "commons"}),
        ("account_of_a_person_names_them", {"user": None}),
    ],
)
def test_an_impossible_account_is_refused(db, constraint, values):
    make_trainee("ada")

    with refused(constraint):
        Account.objects.filter(kind="person").update(**values)


def test_an_account_without_a_person_owes_nothing(db):
    make_trainee("ada")

    with refused("only_people_owe_points"):
        Account.objects.filter(kind="commons").update(owed=1)


def test_the_mint_may_go_below_zero(db):
    make_trainee("ada")

    assert Account.objects.get(kind="mint").balance == -6


@pytest.mark.parametrize("kind", ["escrow", "commons", "mint", "sink"])
def test_a_cohort_has_one_account_of_each_other_kind(db, kind):
    make_trainee("ada")

    with refused():
        Account.objects.create(cohort=make_cohort(), kind=kind)


def test_a_person_has_one_account_per_cohort(db):
    ada = make_trainee("ada")

    with refused():
        Account.objects.create(cohort=make_cohort(), kind="person", user=ada)


def test_an_entry_is_written_once(db):
    make_trainee("ada")
    key = Entry.objects.get().key

    with refused():
        Entry.objects.create(key=key, reason="grant")


@pytest.mark.parametrize("reason", ["hold", "earn", "forfeit", "refund", "fine", "present", ""])
def test_an_entry_has_a_known_reason_and_names_its_evaluation(db, reason):
    with refused("entry_reason_is_known_and_names_its_evaluation"):
        Entry.objects.create(key="x", reason=reason)


def test_a_grant_is_not_about_an_evaluation(booked):
    with (
        pytest.raises(IntegrityError, match="entry_reason_is_known_and_names_its_evaluation"),
        transaction.atomic(),
    ):
        Entry.objects.create(key="x", reason="grant", evaluation=booked)


def transfer(**values):
    make_trainee("ada")
    mint, commons = (Account.objects.get(kind=kind) for kind in ("mint", "commons"))
    good = {"entry": Entry.objects.get(), "source": mint, "target": commons, "amount": 1}
    return Transfer.objects.create(**good | values)


def test_a_transfer_moves_something(db):
    with refused("transfer_moves_something"):
        transfer(amount=0)


def test_a_transfer_does_not_move_backwards(db):
    with refused():
        transfer(amount=-1)


def test_a_transfer_has_two_ends(db):
    make_trainee("bob")
    mint = Account.objects.get(kind="mint")

    with refused("transfer_has_two_ends"):
        Transfer.objects.create(entry=Entry.objects.get(), source=mint, target=mint, amount=1)


def test_a_debt_changes_something(db):
    ada = make_trainee("ada")

    with refused("debt_changes_something"):
        Debt.objects.create(entry=Entry.objects.get(), account=Account.objects.get(user=ada), change=0)


def test_an_evaluation_is_replaced_once(booked):
    other = make_attempt(make_project("second"), make_trainee("dan"))
    values = {"cohort": booked.cohort, "attempt": other, "team": other.team, "sheet": booked.sheet}
    values |= {"starts_at": at(30), "minutes": 30, "booked_by": booked.booked_by, "replaces": booked}
    Evaluation.objects.create(evaluator=make_person("eve"), **values)

    with refused():
        Evaluation.objects.create(evaluator=make_person("fay"), **values)


def test_a_choice_came_through_a_known_door(booked):
    with refused("choice_came_through_a_known_door"):
        Choice.objects.filter(evaluation=booked).update(door="back")


def test_a_weekly_time_makes_sense(ada):
    good = {"user": ada, "weekday": 0, "begins": 56, "ends": 64, "zone": "Asia/Seoul"}
    pattern = Pattern.objects.create(**good)
    with refused("pattern_is_on_a_day_of_the_week"):
        Pattern.objects.create(**good | {"weekday": 7})
    with refused("pattern_lasts_half_an_hour_and_ends_with_the_day"):
        Pattern.objects.create(**good | {"ends": 57})
    with refused("pattern_lasts_half_an_hour_and_ends_with_the_day"):
        Pattern.objects.create(**good | {"ends": 97})
    with refused("pattern_ends_after_it_starts"):
        Pattern.objects.create(**good | {"begins": 50, "ends_on": "2026-03-01", "starts_on": "2026-03-02"})
    with refused():
        Pattern.objects.create(**good)
    PatternSkip.objects.create(pattern=pattern, day="2026-03-09")
    with refused():
        PatternSkip.objects.create(pattern=pattern, day="2026-03-09")


def test_an_attempt_waits_once_and_at_some_hours(attempt, ada, cohort):
    good = {"cohort": cohort, "attempt": attempt, "asked_by": ada}
    Waiting.objects.create(**good)
    with refused():
        Waiting.objects.create(**good)
    with refused("waiting_team_comes_at_some_hours"):
        Waiting.objects.create(**good | {"opens": 60, "closes": 60})
    with refused("waiting_that_ended_says_when"):
        Waiting.objects.create(**good | {"state": "served"})


def test_nobody_stands_by_twice_a_day(bob, cohort):
    Standby.objects.create(cohort=cohort, user=bob, day="2026-03-02")
    with refused():
        Standby.objects.create(cohort=cohort, user=bob, day="2026-03-02")


def test_one_standby_is_called_at_a_time_and_each_once(booked, cho, ada):
    StandbyCall.objects.create(evaluation=booked, user=cho)
    with refused():
        StandbyCall.objects.create(evaluation=booked, user=ada)
    with refused("standby_call_that_ended_says_when"):
        StandbyCall.objects.create(evaluation=booked, user=ada, state="declined")
    StandbyCall.objects.update(state="declined", answered_at=at(4))
    with refused():
        StandbyCall.objects.create(evaluation=booked, user=cho)


def test_one_proposal_of_another_time_is_open(booked, ada):
    good = {"evaluation": booked, "proposed_by": ada, "by_evaluator": False, "from_at": at(4), "to_at": at(8)}
    Reschedule.objects.create(**good)
    with refused():
        Reschedule.objects.create(**good)
    with refused("answered_proposal_says_when"):
        Reschedule.objects.create(**good | {"state": "declined"})


def test_an_appeal_says_why_and_its_decision_too(booked, ada, sora):
    with refused("appeal_says_why"):
        Appeal.objects.create(evaluation=booked, by=ada, reason="")
    with refused("decided_appeal_says_who_and_why"):
        Appeal.objects.create(evaluation=booked, by=ada, reason="x", state="granted", decided_by=sora)
    Appeal.objects.create(evaluation=booked, by=ada, reason="x")
    with refused():
        Appeal.objects.create(evaluation=booked, by=ada, reason="y")


def test_a_calendar_address_is_secret_and_one_per_person(ada, bob):
    feed = CalendarFeed.objects.create(user=ada)
    assert len(feed.secret) == 32
    with refused():
        CalendarFeed.objects.create(user=ada)
    with refused():
        CalendarFeed.objects.create(user=bob, secret=feed.secret)
