import pytest

from peer_review import ledger, points
from peer_review.ledger import DebtChange, Kind, Move, NotEnoughPoints
from peer_review.models import Account, Entry, Transfer
from tests.making import make_cohort


def account(kind):
    return ledger.account(make_cohort(), kind)


def post(key="test", source=Kind.MINT, target=Kind.COMMONS, amount=3, **more):
    return ledger.post(key, reason="grant", moves=[Move(account(source), account(target), amount)], **more)


def test_an_entry_moves_its_points(cohort):
    entry = post()

    assert list(entry.transfers.values_list("source__kind", "target__kind", "amount")) == [
        ("mint", "commons", 3)
    ]
    assert (account("mint").balance, account("commons").balance) == (-3, 3)


def test_the_same_key_moves_nothing_twice(cohort):
    post()

    assert post(amount=5) is None
    assert account("commons").balance == 3
    assert Transfer.objects.count() == 1


def test_an_account_gives_no_more_than_it_has(cohort):
    post()

    with pytest.raises(NotEnoughPoints, match="Nobody in your team has a point left"):
        post("more", source=Kind.COMMONS, target=Kind.SINK, amount=4)
    assert account("commons").balance == 3
    assert not Entry.objects.filter(key="more").exists()


def test_an_entry_with_one_move_too_many_moves_nothing(cohort):
    commons, sink, mint = account("commons"), account("sink"), account("mint")

    with pytest.raises(NotEnoughPoints):
        ledger.post("half", reason="grant", moves=[Move(mint, commons, 1), Move(commons, sink, 2)])

    assert [Account.objects.get(pk=a.pk).balance for a in (commons, sink, mint)] == [0, 0, 0]


def test_debts_are_written_with_their_entry(ada):
    entry = post(debts=[DebtChange(points.account_of(ada), 2)])

    assert points.account_of(ada).owed == 2
    assert entry.debts.get().change == 2


def test_the_accounts_of_a_cohort_are_opened_once(cohort):
    for _twice in range(2):
        ledger.lock(cohort)
        ledger.account(cohort, Kind.COMMONS)

    assert sorted(Account.objects.values_list("kind", flat=True)) == ["commons", "escrow", "mint", "sink"]
