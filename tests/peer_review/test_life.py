"""People do whatever comes to mind, some of it twice or late; after each step every invariant must hold.

LIFE_EXAMPLES=500 LIFE_STEPS=60 goes on for longer and by chance, and shortens what it finds; without them the
same lives are lived each time.
"""

import os
from contextlib import ExitStack
from datetime import timedelta

import time_machine
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone, translation
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from peer_review import attendance, booking, departures, evaluations, gifts, points, sales, slots, weekly
from peer_review.audit import audit
from peer_review.models import Account, Entry, Evaluation, MarketSettings
from projects.refusals import Refused
from tests.making import make_cohort, make_person
from tests.peer_review.making import COMMENT, NOW, PERFECT, hear, make_attempt, make_project, make_trainee

HOUR = timedelta(hours=1)
CHANCE = st.integers(0, 10**4)
OFTEN = ["books", "books", "evaluates", "cancels", "misses"]
SELDOM = [
    "hands_in",
    "offers",
    "staff_decide",
    "a_message_comes_again",
    "a_payment_comes_again",
    "time_passes",
    "a_week_is_settled",
    "leaves_or_returns",
    "gives",
    "staff_give_or_take",
    "staff_undo",
]
# A small, tight market, in which every limit is met within a few steps.
TIGHT = {
    "start_points": 1,
    "target_points": 2,
    "soft_cap_points": 2,
    "ceiling_points": 2,
    "no_return_days": 2,
    "no_repeat_days": 1,
    "pledge_factor": 0,
}


class Life(RuleBasedStateMachine):
    """Each method is one thing that can happen; `chance` picks the person, the time or the evaluation."""

    def __init__(self):
        super().__init__()
        self.around = ExitStack()
        self.clock = self.around.enter_context(time_machine.travel(NOW, tick=False))
        self.around.enter_context(translation.override("en"))
        self.around.enter_context(transaction.atomic())
        self.cohort = make_cohort()
        MarketSettings.objects.filter(cohort=self.cohort).update(**TIGHT)
        self.staff = make_person("sora", role="staff")
        self.people = [make_trainee(login) for login in ("ada", "bob", "cho", "dan", "eve")]
        self.attempts = []
        for number in range(4):
            self.hand_in(number)
        for person in self.people:
            slots.open(person, NOW + HOUR, NOW + 6 * HOUR)
        self.sent = []

    def teardown(self):
        transaction.set_rollback(True)
        self.around.close()

    def act(self, function, *args, **kwargs):
        self.sent.append((function, args, kwargs))
        try:
            with transaction.atomic():
                return function(*args, **kwargs)
        except Refused:
            return None

    def one(self, chance, *states):
        rows = list(Evaluation.objects.filter(state__in=states).order_by("pk"))
        return rows[chance % len(rows)] if rows else None

    def person(self, chance):
        return self.people[chance % len(self.people)]

    def sides(self, evaluation):
        return [evaluation.team.members.order_by("pk").first(), evaluation.evaluator]

    def hand_in(self, chance):
        """A new piece of work, alone or in a pair."""
        number = len(self.attempts)
        team = {self.person(chance), self.person(chance + chance % 3)}
        if number == 9 or any(not person.enrolments.filter(state="active") for person in team):
            return
        project = make_project(f"p{number}", evaluations=1 + number % 2, team_max=2)
        self.attempts.append(make_attempt(project, *sorted(team, key=lambda person: person.pk)))

    def hands_in(self, chance):
        self.hand_in(chance)

    def offers(self, chance):
        begins = timezone.now() + (1 + chance % 3) * HOUR
        self.act(slots.open, self.person(chance), begins, begins + 2 * HOUR)

    def books(self, chance):
        """Somebody whose work is not yet looked at; if nobody offers time, everybody does."""
        open_ones = [attempt for attempt in self.attempts if evaluations.missing(attempt)]
        attempt = (open_ones or self.attempts)[chance % len(open_ones or self.attempts)]
        by = attempt.team.members.order_by("pk").first()
        times = self.act(booking.times, attempt, by=by)
        if not times:
            begins = timezone.now() + HOUR
            for person in self.people:
                self.act(slots.open, person, begins, begins + 5 * HOUR)
            times = self.act(booking.times, attempt, by=by) or [NOW]
        starts_at = times[chance // 7 % len(times)]
        self.act(booking.book, attempt, starts_at=starts_at, by=by, request=f"form-{chance % 97}")

    def cancels(self, chance):
        if evaluation := self.one(chance, "booked"):
            self.act(booking.cancel, evaluation, by=self.sides(evaluation)[chance % 2])

    def misses(self, chance):
        """One side comes and reports the other, or none comes."""
        if evaluation := self.one(chance, "booked"):
            self.clock.move_to(max(evaluation.starts_at, timezone.now()))
            side = self.sides(evaluation)[chance % 2]
            self.act(attendance.check_in, evaluation, by=side)
            self.clock.shift(1000)
            self.act(attendance.report_no_show, evaluation, by=self.sides(evaluation)[chance // 2 % 2])

    def evaluates(self, chance):
        if evaluation := self.one(chance, "booked"):
            self.clock.move_to(max(evaluation.starts_at, timezone.now()))
            team, by = self.sides(evaluation)
            for side in (team, by):
                self.act(attendance.check_in, evaluation, by=side)
            self.act(attendance.confirm, evaluation, by=by, code=evaluation.code)
            flag = ("ok", "ok", "cheat")[chance % 3]
            self.act(evaluations.fill, evaluation, by=by, answers=PERFECT, flag=flag, comment=COMMENT)

    def staff_decide(self, chance):
        if evaluation := self.one(chance, "referred"):
            upheld = bool(chance % 2)
            self.act(hear, evaluation)
            self.act(evaluations.decide, evaluation, by=self.staff, upheld=upheld, reason="Heard both.")

    def a_message_comes_again(self, chance):
        """Any earlier one, however late."""
        if self.sent:
            function, args, kwargs = self.sent[-1 - chance % min(len(self.sent), 12)]
            self.act(function, *args, **kwargs)

    def a_payment_comes_again(self, chance):
        """A late or doubled payment finds that its key is used."""
        if evaluation := self.one(chance, "booked"):
            self.act(points.hold, evaluation, by=evaluation.booked_by)
        if evaluation := self.one(chance, *Evaluation.State.values[1:]):
            again = (points.earn, points.refund, points.forfeit)[chance % 3]
            settled = Entry.objects.filter(evaluation=evaluation, reason__in=["earn", "refund", "forfeit"])
            if settled.exists():
                self.act(again, evaluation, by=None)

    def time_passes(self, chance):
        self.clock.shift(chance % 26 * 3600)
        for evaluation in attendance.overdue(timezone.now()):
            self.act(attendance.close_overdue, evaluation)

    def a_week_is_settled(self, chance):
        self.clock.shift(chance % 7 * 86400)
        self.act(weekly.act, self.cohort, timezone.now())

    def leaves_or_returns(self, chance):
        user = self.person(chance)
        if user.enrolments.filter(state="active").update(state="withdrawn"):
            self.act(departures.leave, user, cohort=self.cohort)
        else:
            user.enrolments.update(state="active")
            self.act(points.open_account, user, cohort=self.cohort)

    def gives(self, chance):
        giver, amount = self.person(chance), 1 + chance % 3
        self.act(gifts.donate, giver, cohort=self.cohort, amount=amount, request=f"gift-{chance}")
        self.act(sales.review, self.cohort)

    def staff_give_or_take(self, chance):
        details = {"cohort": self.cohort, "by": self.staff, "reason": "So.", "request": f"grant-{chance}"}
        self.act(gifts.grant, self.person(chance), amount=chance % 7 - 3, **details)

    def staff_undo(self, chance):
        entries = list(Entry.objects.filter(reason__in=gifts.UNDOABLE).order_by("pk"))
        if entries:
            entry = entries[chance % len(entries)]
            self.act(gifts.undo, entry, cohort=self.cohort, by=self.staff, reason="A mistake.")

    @rule(what=st.sampled_from(OFTEN * 3 + SELDOM), chance=CHANCE)
    def something_happens(self, what, chance):
        getattr(self, what)(chance)

    @invariant()
    def everything_adds_up(self):
        assert audit(self.cohort) == []

    @invariant()
    def the_rules_hold_also_without_the_audit(self):
        """The same in other words, so that a blind audit is seen."""
        held = Evaluation.objects.filter(state="booked").aggregate(due=Sum("price"))["due"] or 0
        balances = Account.objects.values_list("kind", "balance", "owed")
        assert sum(balance for kind, balance, _owed in balances if kind == "escrow") == held
        assert sum(balance for _kind, balance, _owed in balances) == 0
        assert max(owed for _kind, _balance, owed in balances) <= 2
        asked = Evaluation.objects.exclude(request="").values_list("team", "request")
        assert len(asked) == len(set(asked))
        pairs = Evaluation.objects.filter(state__in=Evaluation.PAIRED).values_list("team", "evaluator")
        assert len(pairs) == len(set(pairs))


LONG = "LIFE_EXAMPLES" in os.environ
LIVES = settings(
    max_examples=int(os.environ.get("LIFE_EXAMPLES", 10)),
    stateful_step_count=int(os.environ.get("LIFE_STEPS", 40)),
    derandomize=not LONG,
    phases=list(Phase) if LONG else [Phase.generate],
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    print_blob=LONG,
)


def test_whatever_people_do_every_invariant_holds(db):
    run_state_machine_as_test(Life, settings=LIVES)
