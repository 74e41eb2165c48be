import pytest
from django.core.management import CommandError, call_command
from django.db.models import F

from peer_review.audit import audit
from peer_review.models import Account, Entry, Evaluation, Presence, Transfer
from tests.making import make_cohort


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
