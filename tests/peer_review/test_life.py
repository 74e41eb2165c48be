"""People do whatever comes to mind, some of it twice; after each step the journal must be whole."""

from datetime import timedelta

import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peer_review import attendance, booking, departures, evaluations, points, slots
from peer_review.audit import audit
from peer_review.models import Evaluation
from projects.refusals import Refused
from tests.making import make_cohort, make_person
from tests.peer_review.making import COMMENT, NOW, PERFECT, hear, make_attempt, make_project, make_trainee

HOUR = timedelta(hours=1)


class Life:
    """Each method is one thing that can happen; `chance` picks the person, the time or the evaluation."""

    def __init__(self, clock):
        self.clock = clock
        self.cohort = make_cohort()
        self.staff = make_person("sora", role="staff")
        self.people = [make_trainee(login) for login in ("ada", "bob", "cho", "dan")]
        project = make_project(evaluations=2)
        self.attempts = [make_attempt(project, person) for person in self.people]
        self.last = None

    def act(self, function, *args, **kwargs):
        self.last = (function, args, kwargs)
        try:
            with transaction.atomic():
                return function(*args, **kwargs)
        except Refused:
            return None

    def one(self, chance, state):
        rows = list(Evaluation.objects.filter(state=state).order_by("pk"))
        return rows[chance % len(rows)] if rows else None

    def person(self, chance):
        return self.people[chance % len(self.people)]

    def offer(self, chance):
        begins = timezone.now() + (1 + chance % 3) * HOUR
        self.act(slots.open, self.person(chance), begins, begins + 2 * HOUR)

    def book(self, chance):
        by = self.person(chance)
        times = self.act(booking.times, self.attempts[chance % len(self.attempts)], by=by)
        if not times:
            self.offer(chance + 1)
            times = self.act(booking.times, self.attempts[chance % len(self.attempts)], by=by) or [NOW]
        attempt = self.attempts[chance % len(self.attempts)]
        self.act(booking.book, attempt, starts_at=times[chance % len(times)], by=by)

    def cancel(self, chance):
        if evaluation := self.one(chance, "booked"):
            by = evaluation.evaluator if chance % 2 else evaluation.team.members.get()
            self.act(booking.cancel, evaluation, by=by)

    def come(self, chance):
        """Sometimes both, sometimes one side, who then reports the other."""
        if evaluation := self.one(chance, "booked"):
            self.clock.move_to(max(evaluation.starts_at, timezone.now()))
            sides = [evaluation.team.members.get(), evaluation.evaluator]
            for by in [sides, sides[:1], sides[1:]][chance % 3]:
                self.act(attendance.check_in, evaluation, by=by)
            self.clock.shift(1000)
            self.act(attendance.report_no_show, evaluation, by=sides[chance % 2])

    def fill(self, chance):
        if evaluation := self.one(chance, "booked"):
            self.clock.move_to(max(evaluation.starts_at, timezone.now()))
            by = evaluation.evaluator
            for side in (evaluation.team.members.get(), by):
                self.act(attendance.check_in, evaluation, by=side)
            self.act(attendance.confirm, evaluation, by=by, code=evaluation.code)
            flag = ("ok", "cheat", "crash")[chance % 3]
            self.act(evaluations.fill, evaluation, by=by, answers=PERFECT, flag=flag, comment=COMMENT)

    def decide(self, chance):
        if evaluation := self.one(chance, "referred"):
            upheld = bool(chance % 2)
            self.act(hear, evaluation)
            self.act(evaluations.decide, evaluation, by=self.staff, upheld=upheld, reason="Heard both.")

    def repeat(self, chance):
        if self.last:
            function, args, kwargs = self.last
            self.act(function, *args, **kwargs)

    def pay_again(self, chance):
        """A late or doubled message finds that its key is used."""
        if evaluation := self.one(chance, "booked"):
            self.act(points.hold, evaluation, by=evaluation.booked_by)
        if evaluation := self.one(chance, "done"):
            self.act((points.earn, points.refund, points.forfeit)[chance % 3], evaluation, by=None)

    def wait(self, chance):
        self.clock.shift(chance % 26 * 3600)
        for evaluation in attendance.overdue(timezone.now()):
            self.act(attendance.close_overdue, evaluation)

    def leave_or_return(self, chance):
        user = self.person(chance)
        if user.enrolments.filter(state="active").update(state="withdrawn"):
            self.act(departures.leave, user, cohort=self.cohort)
        else:
            user.enrolments.update(state="active")
            self.act(points.open_account, user, cohort=self.cohort)


OFTEN = ["book", "book", "fill", "come", "cancel"]
SELDOM = ["offer", "decide", "repeat", "pay_again", "wait", "leave_or_return"]
steps = st.lists(
    st.tuples(st.sampled_from(OFTEN * 2 + SELDOM), st.integers(0, 10**4)), min_size=15, max_size=40
)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps)
def test_whatever_people_do_the_journal_stays_whole(db, steps):
    with time_machine.travel(NOW, tick=False) as clock, transaction.atomic():
        life = Life(clock)
        for what, chance in steps:
            getattr(life, what)(chance)
            assert audit(life.cohort) == []
            pairs = Evaluation.objects.filter(state__in=Evaluation.PAIRED).values_list("team", "evaluator")
            assert len(pairs) == len(set(pairs))
        transaction.set_rollback(True)
