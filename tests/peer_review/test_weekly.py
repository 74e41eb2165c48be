from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from peer_review import audit, ledger, points, slots, weekly
from peer_review.economy import Economy, Holder, economy_of, gini, velocity
from peer_review.market_settings import settings_of
from peer_review.models import Account, Alarm, Entry, MarketSettings, WeeklyAct
from tests.making import make_cohort
from tests.peer_review.making import at, fill, make_trainee, set_rules
from tests.peer_review.test_points import commons, spend_all


def economy(*balances, offered=True, escrow=0, pool=0):
    holders = [Holder(Account(pk=n, balance=each), offered) for n, each in enumerate(balances)]
    return Economy(holders, escrow, pool)


def plan(figures, **rules):
    return weekly.plan(figures, MarketSettings(**rules))


@pytest.mark.parametrize(("balance", "returned"), [(10, 0), (11, 1), (14, 1), (15, 2), (20, 3)])
def test_a_quarter_of_what_is_above_the_soft_cap_returns(balance, returned):
    assert plan(economy(balance, 5, 5)).returned == returned


def test_when_money_is_short_the_poorest_who_offered_time_get_a_point_each():
    figures = economy(0, 1, 2, 9, 0, 0, 0, 0, pool=20)

    planned = plan(figures)

    assert [holder.account.pk for holder in planned.dividends] == [0, 4]


def test_who_offered_no_time_gets_nothing():
    assert plan(economy(0, 0, 0, 0, offered=False)).dividends == []


def test_points_are_issued_only_for_what_the_pool_lacks():
    assert plan(economy(0, 0, 0, 0, 0, 0, 0, 0, pool=9)).issued == 1
    assert plan(economy(0, 0, 0, 0, 0, 0, 0, 0, pool=10)).issued == 0


def test_no_more_is_paid_than_is_missing():
    assert len(plan(economy(5, 5, 5, 4, 5, 5, 5, 5)).dividends) == 1
    assert plan(economy(5, 5, 5, 5)).dividends == []


def test_held_points_are_not_missing():
    assert plan(economy(4, 4, 4, 4, escrow=4)).dividends == []


def test_the_pool_burns_what_is_above_twice_the_reserve():
    planned = plan(economy(5, 5, 5, 5, pool=11))

    assert (planned.burned, planned.commons_after) == (3, 8)


@pytest.mark.parametrize(
    ("figures", "rules", "why"),
    [
        (economy(20, 20, 0), {"soft_cap_points": 1, "soft_cap_return_percent": 100}, "would return"),
        (economy(5, 5, pool=30), {}, "would burn"),
        (economy(5, 5, pool=2), {}, ""),
    ],
)
def test_an_absurd_plan_is_known(figures, rules, why):
    market = MarketSettings(**rules)

    told = weekly.absurd(weekly.plan(figures, market), market)

    assert why in told
    assert bool(why) == bool(told)


@pytest.fixture
def week(ada, bob, cho, clock):
    """Ada has 14 points, Bob none and offered time, Cho 5. It is Tuesday a week later."""
    mint = ledger.account(make_cohort(), "mint")
    ledger.post("test", reason="grant", moves=[ledger.Move(mint, points.account_of(ada), 9)])
    spend_all(bob)
    slots.open(bob, at(4), at(5))
    clock.move_to(at(24 * 8))
    return timezone.now


def test_the_act_moves_what_was_planned_once(week, ada, bob, cohort):
    set_rules(target_points=7, dividend_heads_percent=50)
    slots.open(bob, at(24 * 8 + 4), at(24 * 8 + 5))

    done = weekly.act(cohort, week() + timedelta(hours=8))
    again = weekly.act(cohort, week() + timedelta(hours=9))

    assert (done.returned, done.paid, done.burned) == (1, 1, 0)
    assert (points.balance(ada), points.balance(bob), commons(cohort)) == (13, 1, 3)
    assert again is None


def test_an_act_whose_row_is_lost_still_moves_nothing_twice(week, ada, cohort):
    weekly.act(cohort, week())
    WeeklyAct.objects.all().delete()

    weekly.act(cohort, week())

    assert points.balance(ada) == 13
    assert Entry.objects.filter(reason="return").count() == 1


def test_people_who_pause_keep_out_of_the_act(week, ada, cohort):
    ada.enrolments.update(state="frozen")

    weekly.act(cohort, week())

    assert points.balance(ada) == 14
    assert WeeklyAct.objects.get().heads == 2


def test_an_absurd_act_is_refused_and_staff_are_told(
    week, ada, cohort, sora, django_capture_on_commit_callbacks
):
    set_rules(soft_cap_points=1, soft_cap_return_percent=100)

    with django_capture_on_commit_callbacks(execute=True):
        done = weekly.act(cohort, week())

    assert "More than half" in done.refused
    assert points.balance(ada) == 14
    assert sora.notices.get().name == "points-alarm"
    assert Alarm.objects.get(ended_at=None).kind == "week"


def test_an_act_over_points_that_do_not_add_up_is_refused(week, ada, cohort):
    Account.objects.filter(user=ada).update(balance=15)

    assert weekly.act(cohort, week()).refused.startswith("I2")
    Account.objects.filter(user=ada).update(balance=14)
    assert audit.audit(cohort) == []


def test_after_better_rules_the_refused_act_can_happen(week, ada, cohort):
    set_rules(soft_cap_points=1, soft_cap_return_percent=100)
    weekly.act(cohort, week())
    set_rules(soft_cap_points=10, soft_cap_return_percent=25)

    weekly.act(make_cohort(), week())

    assert points.balance(ada) == 13
    assert not Alarm.objects.filter(ended_at=None).exists()


@pytest.mark.parametrize(("hours", "expected"), [(0, True), (-7, False), (-11, True), (24 * 400, False)])
def test_the_act_is_due_from_monday_morning_while_the_cohort_is_under_way(cohort, hours, expected):
    assert (weekly.due(at(hours)) == [cohort]) is expected


def test_an_act_that_happened_or_was_refused_is_not_due_again(cohort, ada):
    weekly.act(cohort, at(0))

    assert weekly.due(at(1)) == []
    assert weekly.due(at(24 * 7)) == [cohort]


def test_a_week_has_one_act(cohort):
    values = {"cohort": cohort, "week": "2026-03-02", "heads": 1, "supply": 5, "commons": 1}
    WeeklyAct.objects.create(**values)

    with pytest.raises(IntegrityError), transaction.atomic():
        WeeklyAct.objects.create(**values)


def test_a_refused_act_moves_nothing(cohort):
    with pytest.raises(IntegrityError), transaction.atomic():
        WeeklyAct.objects.create(
            cohort=cohort, week="2026-03-02", heads=1, supply=5, commons=1, burned=1, refused="No."
        )


def test_the_figures_count_active_trainees(booked, ada, bob, cohort):
    figures = economy_of(cohort, at(5))

    assert (figures.heads, figures.supply, figures.escrow, figures.commons) == (2, 10, 1, 2)
    assert [holder.offered for holder in figures.holders] == [False, True]


def test_velocity_counts_evaluations_paid_in_the_week(met, cohort):
    fill(met)

    assert velocity(cohort, timezone.now(), 10) == 0.1
    assert velocity(cohort, timezone.now() + timedelta(days=8), 10) == 0


@pytest.mark.parametrize(("values", "expected"), [([5, 5, 5], 0), ([0, 0, 9], 2 / 3), ([], 0), ([0], 0)])
def test_gini(values, expected):
    assert gini(values) == pytest.approx(expected)


def test_the_act_takes_few_queries_to_plan(cohort, django_assert_num_queries):
    for number in range(8):
        make_trainee(f"p{number}")
    settings_of(cohort)

    with django_assert_num_queries(5):
        weekly.plan(economy_of(cohort, at(0)), settings_of(cohort))
