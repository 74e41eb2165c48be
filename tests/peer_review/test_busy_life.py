"""The random life of test_life.py with everything else that moves points, people or time in it: searches,
what the academy finds, other times, people on call, appeals, marks, objections, one more evaluation.

A life of its own, so that the bugs of seeded-bugs.md are still met where they were met before.
"""

from datetime import timedelta

from django.db.models import Sum
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule, run_state_machine_as_test

from academy import journey
from peer_review import (
    appeals,
    attendance,
    gifts,
    market_settings,
    objections,
    rescheduling,
    standby,
    waiting,
)
from peer_review.models import (
    Account,
    Appeal,
    Evaluation,
    MarketSettings,
    Objection,
    StandbyCall,
    Waiting,
)
from projects.models import Attempt
from tests.peer_review.making import COMMENT, PERFECT, hear
from tests.peer_review.test_life import CHANCE, LIVES, Life

MINUTE = timedelta(minutes=1)
BESIDES = [
    "searches",
    "searches",
    "finds",
    "moves",
    "is_judged",
    "is_judged",
    "stands_by",
    "appeals",
    "objects",
    "objects",
    "staff_answer",
    "staff_answer",
    "staff_change_rules",
]
POOR = {**PERFECT, "style": 1}


class BusyLife(Life):
    def __init__(self):
        super().__init__()
        MarketSettings.objects.update(asks_one_more=False)  # until staff change that

    def searches(self, chance):
        """A team says 'find me evaluators', or no longer."""
        attempt = self.attempts[chance % len(self.attempts)]
        by = attempt.team.members.order_by("pk").first()
        if chance % 5:
            self.act(waiting.ask, attempt, by=by, opens=0, closes=96)
        else:
            self.act(waiting.withdraw, attempt, by=by)

    def finds(self, chance):
        """The clock looks at the list, after somebody may have opened time."""
        if chance % 2:
            self.offers(chance)
        self.act(waiting.serve, self.cohort)
        self.act(waiting.end_left, self.cohort)

    def moves(self, chance):
        """One side proposes another time, the other accepts or declines; sometimes the wrong one answers."""
        if evaluation := self.one(chance, "booked"):
            sides = self.sides(evaluation)
            starts_at = evaluation.starts_at + (chance % 17 - 8) * 15 * MINUTE
            proposal = self.act(rescheduling.propose, evaluation, starts_at=starts_at, by=sides[chance % 2])
            if proposal:
                answer = rescheduling.turn_down if chance % 5 == 0 else rescheduling.accept
                self.act(answer, proposal, by=sides[1 - chance % 2] if chance % 7 else sides[chance % 2])

    def is_judged(self, chance):
        """They meet and the sheet is filled, by the way that also makes the mark."""
        if not self.one(chance, "booked"):
            self.books(chance)
        if evaluation := self.one(chance, "booked"):
            self.clock.move_to(max(evaluation.starts_at, timezone.now()))
            team, by = self.sides(evaluation)
            for side in (team, by):
                self.act(attendance.check_in, evaluation, by=side)
            self.act(attendance.confirm, evaluation, by=by, code=evaluation.code)
            sheet = {"answers": PERFECT if chance % 3 else POOR, "flag": "ok", "comment": COMMENT}
            self.act(journey.fill, evaluation, by=by, **sheet)

    def stands_by(self, chance):
        """Somebody is on call today; where the evaluator is silent they are called, and say yes or no."""
        day = timezone.now().astimezone(self.cohort.zone).date()
        self.act(standby.volunteer, self.person(chance), day=day)
        if evaluation := self.one(chance, "booked"):
            self.clock.move_to(max(evaluation.starts_at - 14 * MINUTE, timezone.now()))
            self.act(standby.call, evaluation)
        for call in StandbyCall.objects.filter(state=StandbyCall.State.OPEN).order_by("pk"):
            self.act(standby.accept if chance % 3 else standby.decline, call, by=call.user)

    def appeals(self, chance):
        if evaluation := self.one(chance, "no_show_evaluator", "no_show_team"):
            side = self.sides(evaluation)[evaluation.state == Evaluation.State.NO_SHOW_EVALUATOR]
            self.act(appeals.appeal, evaluation, by=side, reason="The door was locked from outside.")

    def objects(self, chance):
        """Against a mark, if there is one; what it costs is given, for hardly anybody has a point here."""
        finished = list(Attempt.objects.filter(state=Attempt.State.FINISHED).order_by("pk"))
        if not finished:
            self.is_judged(chance)
        else:
            attempt = finished[chance % len(finished)]
            by = attempt.team.members.order_by("pk").first()
            gift = {"cohort": self.cohort, "by": self.staff, "reason": "So.", "request": f"for-{chance}"}
            self.act(gifts.grant, by, amount=1, **gift)
            kind = Objection.Kind.values[chance // 3 % 2]
            self.act(objections.object_to, attempt, kind=Objection.Kind(kind), by=by, reason="Look again.")

    def staff_answer(self, chance):
        """Whatever waits for the staff; twice is once."""
        yes = bool(chance % 2)
        for appeal in Appeal.objects.order_by("pk")[chance % 3 :]:
            self.act(appeals.decide, appeal, by=self.staff, granted=yes, answer="We asked both.")
        for objection in Objection.objects.order_by("pk")[chance % 3 :]:
            mark = {"upheld": yes, "reason": "We looked at it.", "mark": 90 if yes else None}
            self.act(objections.decide, objection, by=self.staff, **mark)
        if evaluation := self.one(chance, "referred"):
            self.act(hear, evaluation)
            self.act(journey.decide, evaluation, by=self.staff, upheld=not yes, reason="Heard both.")

    def staff_change_rules(self, chance):
        values = {"asks_one_more": bool(chance % 2), "standby_percent": chance % 3 * 50}
        self.act(market_settings.change, self.cohort, values=values, by=self.staff, reason="To see.")

    @rule(what=st.sampled_from(BESIDES), chance=CHANCE)
    def something_else_happens(self, what, chance):
        getattr(self, what)(chance)

    @invariant()
    def the_rules_hold_also_without_the_audit(self):
        """The same in other words, so that a blind audit is seen."""
        booked = Evaluation.objects.filter(state="booked").aggregate(due=Sum("price"))["due"] or 0
        disputed = Objection.objects.filter(state="open").aggregate(due=Sum("price"))["due"] or 0
        balances = Account.objects.values_list("kind", "balance", "owed")
        assert sum(balance for kind, balance, _owed in balances if kind == "escrow") == booked + disputed
        assert sum(balance for _kind, balance, _owed in balances) == 0
        pairs = Evaluation.objects.filter(state__in=Evaluation.PAIRED).values_list("team", "evaluator")
        assert len(pairs) == len(set(pairs))

    @invariant()
    def nobody_searches_for_who_has_left(self):
        """As long as all who left did so by the door."""
        searching = Waiting.objects.filter(state=Waiting.State.WAITING)
        gone = searching.exclude(attempt__team__members__enrolments__state__in=["active", "frozen"])
        assert not gone.exists()


def test_whatever_else_happens_every_invariant_holds(db):
    run_state_machine_as_test(BusyLife, settings=LIVES)
