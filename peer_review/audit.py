"""Looking for what must not be: the invariants of the points, checked against the journal.

The database refuses most of it; this finds rows that were changed by hand. Numbers as in docs/points.md.
"""

from collections import Counter
from collections.abc import Iterator

from django.db.models import F, Q, Sum

from academy.people.models import Cohort

from . import audit_over_time
from .models import Account, Debt, Entry, Evaluation, Objection, Presence, Transfer

Kind, Reason = Account.Kind, Entry.Reason
SETTLING = (Reason.EARN, Reason.FORFEIT, Reason.REFUND)


def audit(cohort: Cohort) -> list[str]:
    """Every broken rule as a sentence for staff; empty when all is well."""
    accounts = list(Account.objects.filter(cohort=cohort).select_related("user"))
    checks = (
        _entries(cohort),
        _totals(accounts),
        _escrow(cohort, accounts),
        _balances(cohort, accounts),
        _settlements(cohort),
        _meetings(cohort),
        audit_over_time.limits(cohort),
        audit_over_time.favours(cohort),
    )
    return [problem for check in checks for problem in check]


def _entries(cohort: Cohort) -> Iterator[str]:
    """I1: what leaves one account arrives in another one of the same cohort."""
    mixed = Transfer.objects.filter(source__cohort=cohort).exclude(target__cohort=cohort)
    for transfer in mixed | Transfer.objects.filter(target__cohort=cohort).exclude(source__cohort=cohort):
        yield f"I1: transfer {transfer.pk} moves points between cohorts."


def _totals(accounts: list[Account]) -> Iterator[str]:
    """I2 and I3: all balances sum to zero, and only the mint is below it."""
    total = sum(account.balance for account in accounts)
    if total:
        yield f"I2: the balances sum to {total}, not to 0."
    for account in accounts:
        if account.balance < 0 and account.kind != Kind.MINT:
            yield f"I3: the account of {account.user or account.kind} is at {account.balance}."


def _escrow(cohort: Cohort, accounts: list[Account]) -> Iterator[str]:
    """I4: what is held is the price of the open bookings."""
    held = sum(account.balance for account in accounts if account.kind == Kind.ESCROW)
    booked = Evaluation.objects.filter(cohort=cohort, state=Evaluation.State.BOOKED)
    due = booked.aggregate(total=Sum("price"))["total"] or 0
    open_objections = Objection.objects.filter(state="open", attempt__evaluations__cohort=cohort).distinct()
    due += sum(open_objections.values_list("price", flat=True))
    if held != due:
        yield f"I4: {held} points are held for bookings of {due}."


def _balances(cohort: Cohort, accounts: list[Account]) -> Iterator[str]:
    """I9: balances and debts are what the journal makes them."""
    transfers, sums = Transfer.objects.filter(source__cohort=cohort), Counter[int]()
    for account_id, amount in transfers.values_list("source").annotate(Sum("amount")):
        sums[account_id] -= amount
    for account_id, amount in transfers.values_list("target").annotate(Sum("amount")):
        sums[account_id] += amount
    owed = dict(Debt.objects.filter(account__cohort=cohort).values_list("account").annotate(Sum("change")))
    for account in accounts:
        if account.balance != sums[account.pk]:
            who = account.user or account.kind
            yield f"I9: the account of {who} shows {account.balance}, its transfers make {sums[account.pk]}."
        if account.owed != owed.get(account.pk, 0):
            yield f"I9: {account.user} owes {account.owed}, the journal says {owed.get(account.pk, 0)}."


def _settlements(cohort: Cohort) -> Iterator[str]:
    """I10: each booking is paid for once, and settled once when it is over."""
    entries = Entry.objects.filter(evaluation__cohort=cohort)
    held = Counter(entries.filter(reason=Reason.HOLD).values_list("evaluation_id", flat=True))
    settled = Counter(entries.filter(reason__in=SETTLING).values_list("evaluation_id", flat=True))
    for evaluation in Evaluation.objects.filter(cohort=cohort):
        if held[evaluation.pk] != 1:
            yield f"I10: evaluation {evaluation.key} was paid for {held[evaluation.pk]} times."
        due = 0 if evaluation.state == Evaluation.State.BOOKED else 1
        times = settled[evaluation.pk]
        if times != due:
            yield f"I10: evaluation {evaluation.key} is {evaluation.state} and was settled {times} times."


def _meetings(cohort: Cohort) -> Iterator[str]:
    """I6 and I8: no team evaluates itself, and booked people have their time reserved."""
    own = Q(evaluator=F("team__memberships__user"))
    for evaluation in Evaluation.objects.filter(own, cohort=cohort, state__in=Evaluation.PAIRED):
        yield f"I6: {evaluation.evaluator_id} evaluates their own team in {evaluation.key}."
    booked = Evaluation.objects.filter(cohort=cohort, state=Evaluation.State.BOOKED)
    present = Counter(Presence.objects.filter(evaluation__in=booked).values_list("evaluation_id", flat=True))
    for evaluation in booked.prefetch_related("team__memberships"):
        due = len(evaluation.span) * (1 + len(evaluation.team.memberships.all()))
        if present[evaluation.pk] != due:
            yield f"I8: evaluation {evaluation.key} reserves {present[evaluation.pk]} quarters of {due}."
