"""The journal of points. Rows are added, never changed; only `peer_review.ledger` writes them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy.people.models import Cohort

from .evaluations import Evaluation

MOST_OWED = 5  # whatever a cohort allows


class Account(models.Model):
    """Holds points of one cohort.

    `balance` is the sum of the account's transfers and `owed` that of its debts. Both are stored so that
    the database itself can refuse an overdraft.
    """

    class Kind(models.TextChoices):
        PERSON = "person", _("Person")
        ESCROW = "escrow", _("Held for bookings")
        COMMONS = "commons", _("Common pool")
        MINT = "mint", _("Issued points")
        SINK = "sink", _("Withdrawn points")

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="accounts")
    kind = models.CharField(_("kind"), max_length=7, choices=Kind)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="accounts"
    )
    balance = models.IntegerField(_("balance"), default=0)
    owed = models.IntegerField(_("owed"), default=0)  # points that the next earnings repay to the commons
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)  # its person has left the cohort

    class Meta:
        ordering = ["cohort", "kind", "user"]
        verbose_name = _("points account")
        verbose_name_plural = _("points accounts")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["person", "escrow", "commons", "mint", "sink"]),
                name="account_kind_is_known",
            ),
            models.CheckConstraint(
                condition=Q(kind="person", user__isnull=False) | (~Q(kind="person") & Q(user__isnull=True)),
                name="account_of_a_person_names_them",
            ),
            models.UniqueConstraint(fields=["cohort", "user"], name="person_has_one_account_per_cohort"),
            models.UniqueConstraint(
                fields=["cohort", "kind"],
                condition=Q(user__isnull=True),
                name="cohort_has_one_account_of_each_other_kind",
            ),
            models.CheckConstraint(
                condition=Q(balance__gte=0) | Q(kind="mint"), name="only_the_mint_goes_below_zero"
            ),
            models.CheckConstraint(
                condition=Q(owed=0) | Q(owed__range=(1, MOST_OWED), kind="person"),
                name="only_people_owe_points",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user or self.kind} · {self.cohort}"


class Entry(models.Model):
    """One cause of movements. Its key makes a repeated message harmless: it is written once."""

    class Reason(models.TextChoices):
        GRANT = "grant", _("Points to start with")
        HOLD = "hold", _("Booked an evaluation")
        EARN = "earn", _("Gave an evaluation")
        FORFEIT = "forfeit", _("The team cancelled late or did not come")
        REFUND = "refund", _("The evaluation did not take place")
        FINE = "fine", _("The evaluator cancelled late or did not come")
        LEAVE = "leave", _("Left the cohort")
        RETURN = "return", _("Part of what was above the soft cap")
        ISSUE = "issue", _("New points, because there were too few")
        DIVIDEND = "dividend", _("Dividend")
        BURN = "burn", _("Withdrawn, because there were too many")
        DONATION = "donation", _("Gift to the common pool")
        STAFF = "staff", _("Given or taken by the staff")
        UNDO = "undo", _("Undone by the staff")
        DEPOSIT = "deposit", _("Put aside for an objection")
        RETURNED = "returned", _("The objection was right")
        KEPT = "kept", _("The objection was not right")

    ABOUT_EVALUATIONS = (Reason.HOLD, Reason.EARN, Reason.FORFEIT, Reason.REFUND, Reason.FINE)
    ABOUT_POINTS = (
        Reason.GRANT,
        Reason.LEAVE,
        Reason.RETURN,
        Reason.ISSUE,
        Reason.DIVIDEND,
        Reason.BURN,
        Reason.DONATION,
        Reason.STAFF,
        Reason.DEPOSIT,
        Reason.RETURNED,
        Reason.KEPT,
    )
    EXPLAINED = (Reason.STAFF, Reason.UNDO)  # say who and why

    key = models.CharField(max_length=80, unique=True)
    reason = models.CharField(_("reason"), max_length=10, choices=Reason)
    evaluation = models.ForeignKey(
        Evaluation, on_delete=models.PROTECT, null=True, blank=True, related_name="entries"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )  # nobody: the clock did it
    undoes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="undone_by"
    )
    note = models.CharField(_("note"), max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("points entry")
        verbose_name_plural = _("points entries")
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    reason__in=["hold", "earn", "forfeit", "refund", "fine"], evaluation__isnull=False
                )
                | Q(
                    reason__in=[
                        "grant",
                        "leave",
                        "return",
                        "issue",
                        "dividend",
                        "burn",
                        "donation",
                        "staff",
                        "deposit",
                        "returned",
                        "kept",
                    ],
                    evaluation__isnull=True,
                )
                | Q(reason="undo"),
                name="entry_reason_is_known_and_names_its_evaluation",
            ),
            models.CheckConstraint(
                condition=~Q(reason__in=["staff", "undo"]) | (Q(by__isnull=False) & ~Q(note="")),
                name="entry_of_the_staff_says_who_and_why",
            ),
            models.CheckConstraint(
                condition=Q(reason="undo", undoes__isnull=False)
                | (~Q(reason="undo") & Q(undoes__isnull=True)),
                name="entry_that_undoes_names_the_other",
            ),
            # The keys are a second door to the same rule: a booking is paid for once and settled once.
            models.UniqueConstraint(
                fields=["evaluation"], condition=Q(reason="hold"), name="evaluation_is_paid_for_once"
            ),
            models.UniqueConstraint(
                fields=["evaluation"],
                condition=Q(reason__in=["earn", "forfeit", "refund"]),
                name="evaluation_is_settled_once",
            ),
            models.UniqueConstraint(
                fields=["evaluation"], condition=Q(reason="fine"), name="evaluation_is_fined_once"
            ),
        ]

    def __str__(self) -> str:
        return self.key


class Transfer(models.Model):
    """Points going from one account to another: balanced by construction."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="transfers")
    source = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="outgoing")
    target = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="incoming")
    amount = models.PositiveIntegerField(_("amount"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("transfer of points")
        verbose_name_plural = _("transfers of points")
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="transfer_moves_something"),
            models.CheckConstraint(condition=~Q(source=F("target")), name="transfer_has_two_ends"),
        ]

    def __str__(self) -> str:
        return f"{self.amount}: {self.source_id} → {self.target_id}"


class Debt(models.Model):
    """A change of what a person owes to the commons: above zero they owe more, below they repaid."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="debts")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="debts")
    change = models.SmallIntegerField(_("change"))

    class Meta:
        ordering = ["pk"]
        verbose_name = _("change of a debt")
        verbose_name_plural = _("changes of debts")
        constraints = [
            models.CheckConstraint(condition=~Q(change=0), name="debt_changes_something"),
        ]

    def __str__(self) -> str:
        return f"{self.change:+} {self.account_id}"
