"""What teams can pay with, asked for all of them at once."""

from peer_review import ledger, points
from peer_review.purse import purses
from tests.peer_review.making import make_attempt, make_project


def test_the_purses_of_several_teams_are_read_in_one_query(ada, bob, cho, cohort, django_assert_num_queries):
    first = make_attempt(make_project("first", team_max=2), ada, bob)
    second = make_attempt(make_project("second", team_max=2), ada, cho)
    third = make_attempt(make_project("third"), cho)
    points.close_account(cho, cohort=cohort)
    commons = ledger.account(cohort, "commons")

    with django_assert_num_queries(1):
        found = purses([first, second, third], commons, 1)

    members = [sorted(account.user_id for account in purse.accounts) for purse in found]
    assert members == [sorted([ada.pk, bob.pk]), [ada.pk], []]
    assert [purse.can_pay() for purse in found] == [True, True, False]


def test_a_team_borrows_by_whoever_owes_least(ada, bob, cohort):
    attempt = make_attempt(make_project(team_max=2), ada, bob)
    mine = points.account_of(ada)
    mint, commons = ledger.accounts(cohort, "mint", "commons")
    moves = [ledger.Move(mint, commons, 1)]
    ledger.post("test:debt", reason="grant", moves=moves, debts=[ledger.DebtChange(mine, 1)])
    commons.refresh_from_db()

    (purse,) = purses([attempt], commons, 9)

    assert purse.payer() is None
    assert purse.borrower() is None  # nine are more than the rules lend
    assert purses([attempt], commons, 1)[0].borrower() == points.account_of(bob)
