import pytest
from django.core.management import CommandError, call_command
from django.db.models import F

from peer_review import market_settings
from peer_review.audit import audit
from peer_review.models import Account, Entry, Evaluation, Presence, Transfer
from tests.making import make_cohort
from tests.peer_review.making import at, book, fill, make_attempt, make_project, offer, set_rules
from tests.peer_review.test_points import spend_all


@pytest.fixture
def _points_add_up(cohort):
    """These tests break things on purpose."""


def spoil_balance(booked):
    Account.objects.filter(kind="person").update(balance=F("balance") + 1)


def spoil_debt(booked):
    Account.objects.filter(kind="person").update(owed=1)


def spoil_escrow(booked):
    Evaluation.objects.update(price=2)


def spoil_state(booked):
    Evaluation.objects.update(state="void", ended_at=booked.starts_at)


def spoil_payment(booked):
    Entry.objects.filter(reason="hold").update(reason="earn")


def spoil_cohort(booked):
    elsewhere = Account.objects.create(cohort=make_cohort("seoul"), kind="sink")
    Transfer.objects.filter(target__kind="commons").update(target=elsewhere)


def spoil_evaluator(booked):
    Evaluation.objects.update(evaluator=booked.booked_by)


def spoil_presence(booked):
    Presence.objects.all().delete()


@pytest.mark.parametrize(
    ("spoil", "rules"),
    [
        (spoil_balance, {"I2", "I9"}),
        (spoil_debt, {"I9"}),
        (spoil_escrow, {"I4"}),
        (spoil_state, {"I4", "I10"}),
        (spoil_payment, {"I10"}),
        (spoil_cohort, {"I1", "I9"}),
        (spoil_evaluator, {"I6"}),
        (spoil_presence, {"I8"}),
    ],
)
def test_what_was_changed_by_hand_is_found(booked, cohort, spoil, rules):
    assert audit(cohort) == []

    spoil(booked)

    assert {problem.partition(":")[0] for problem in audit(cohort)} == rules


def test_the_command_is_content_when_all_is_well(booked, capsys):
    call_command("check_points")

    assert capsys.readouterr().out == "All points are accounted for.\n"


def test_the_command_fails_with_every_problem(booked):
    spoil_presence(booked)

    with pytest.raises(CommandError, match="Gwangju: I8: evaluation"):
        call_command("check_points")


def rules_broken(cohort):
    return {problem.partition(":")[0] for problem in audit(cohort)}


@pytest.fixture
def returned(booked, ada, bob):
    """Bob evaluates Ada, and, while the cohort allows it, Ada evaluates Bob."""
    set_rules(no_return_days=0, no_repeat_days=0)
    offer(ada, start=8)
    book(make_attempt(make_project("other"), bob), start=8)


def test_a_returned_favour_is_found(returned, cohort):
    assert audit(cohort) == []

    set_rules(no_return_days=30)

    assert rules_broken(cohort) == {"I11"}


def test_a_favour_that_the_rules_of_that_day_allowed_is_none(returned, cohort, sora, clock):
    clock.shift(60)
    market_settings.change(cohort, values={"no_return_days": 30}, by=sora, reason="Circles of friends.")

    assert audit(cohort) == []


def test_a_favour_after_a_long_wait_may_be_allowed(returned, cohort, clock):
    Evaluation.objects.filter(evaluator__login="ada").update(booked_at=at(50))

    set_rules(no_return_days=30, pairs_relax_after_hours=48)

    assert audit(cohort) == []


def test_pay_above_the_ceiling_is_found(met, cohort):
    fill(met)
    set_rules(ceiling_points=5, soft_cap_points=5)

    assert rules_broken(cohort) == {"I5"}


def test_pay_below_the_ceiling_of_that_day_is_right(met, cohort, sora, clock):
    fill(met)
    clock.shift(60)
    values = {"ceiling_points": 5, "soft_cap_points": 5}
    market_settings.change(cohort, values=values, by=sora, reason="Too much money.")

    assert audit(cohort) == []


def test_credit_beyond_the_limit_is_found(attempt, ada, bob, cohort):
    spend_all(ada)
    offer(bob)
    book(attempt)
    set_rules(credit_points=0)

    assert rules_broken(cohort) == {"I5"}
