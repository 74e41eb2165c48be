"""A cohort's year on a simulated clock: simulated people, the academy's own rules and database.

Every half hour people work, offer time, look for evaluators, meet and judge; whatever the academy does by
itself (waiting lists, standby, the weekly act, …) is done by its own periodic tasks.
"""

from datetime import datetime, timedelta

import numpy as np
from django.db import connection

from academy import journey
from academy.people import enrolment as enrolments
from academy.people.models import Cohort, Enrolment, User
from peer_review import attendance, booking, market_settings, slots
from peer_review.audit import audit
from peer_review.models import Account, Evaluation
from projects.refusals import Refused

from .beat import Beat
from .behaviour import Behaviour
from .clock import Clock
from .doors import Doors
from .hours import DAY, calendar_hour, moment, without_weekends
from .measures import Progress, Record, Result, Wait, result
from .people import Kind, Population
from .stage import Exercise
from .works import Desk, Doing, Work

QUARTER = timedelta(minutes=15)
COMMENT = "What I saw, and what to do better next time."
State = Evaluation.State


class PointsAreLost(Exception):
    """An invariant of the points did not survive the months: the rehearsal has found a bug."""


class Year:
    def __init__(
        self,
        *,
        clock: Clock,
        first_day: datetime,
        cohort: Cohort,
        people: list[User],
        exercises: list[Exercise],
        population: Population,
        behaviour: Behaviour,
        doors: Doors,
        rng: np.random.Generator,
    ) -> None:
        self.clock, self.first_day, self.cohort = clock, first_day, cohort
        *self.trainees, self.staff = people
        self.population, self.behaviour, self.doors, self.rng = population, behaviour, doors, rng
        ids = [user.pk for user in self.trainees]
        self.users = {user.pk: user for user in people}
        self.number = {pk: index for index, pk in enumerate(ids)}
        self.desk = Desk(exercises, self.trainees, population.pace, passes=behaviour.passes, rng=rng)
        self.record, self.beat = Record(), Beat(first_day)
        self.missing: dict[int, tuple[bool, bool]] = {}  # evaluation → team, evaluator will not come
        self.busy: set[int] = set()
        self.refused = 0  # bookings that their team called off because it is away then
        self.pledge_days = market_settings.settings_of(cohort).pledge_days
        self.asked_today = np.zeros(behaviour.people, int)

    def run(self, progress: Progress = lambda done, so_far: None) -> Result:
        ticks = self.behaviour.days * DAY
        for tick in range(ticks):
            self._half_hour(tick)
            if tick % DAY == 0:
                progress(tick / ticks, self.record.so_far())
        return self._result(ticks)

    def _half_hour(self, tick: int) -> None:
        now = moment(self.first_day, tick)
        self.clock.move_to(now)
        connection.run_on_commit.clear()  # nobody listens, and the months are one transaction
        if tick % DAY == 0:
            self._morning(tick)
        begun = self._booked(now - 3 * QUARTER, now)
        self._judge(tick, [evaluation for evaluation in begun if evaluation.starts_at <= now - 2 * QUARTER])
        self._meet([evaluation for evaluation in begun if evaluation.starts_at >= now - QUARTER])
        here = self.population.here(tick) & ~self.desk.gone
        handed_in = self.desk.half_hour(here, self.busy, calendar_hour(tick))
        self._pledge(handed_in, tick)
        self._offer(tick, here)
        self._call_off(now)
        self._look_for_evaluators(tick, here)
        self.beat.tick(now)
        self._quarter_past(tick, now + QUARTER)

    def _morning(self, tick: int) -> None:
        day = tick // DAY
        self.asked_today[:] = 0
        for person in np.nonzero((self.population.leaves_on == day) & ~self.desk.gone)[0]:
            self._leave(int(person))
        if day % 7 == 0:
            balances = Account.objects.filter(
                cohort=self.cohort, kind=Account.Kind.PERSON, closed_at__isnull=True
            )
            self.record.purses(list(balances.values_list("balance", flat=True)))
        if day and day % 14 == 0:
            _count_rows()
        self.doors.morning(self, tick)

    def _leave(self, person: int) -> None:
        user = self.trainees[person]
        place = Enrolment.objects.get(user=user, cohort=self.cohort)
        journey.left(enrolments.withdraw(place, by=self.staff, reason="Left."))
        self.desk.leaves(person)

    # -- evaluations ---------------------------------------------------------------------------------

    def _booked(self, since: datetime, until: datetime) -> list[Evaluation]:
        """Evaluations that start between these two.

        An offer that has begun is cut at the notice: they may start between two half hours.
        """
        rows = self.cohort.evaluations.filter(state=State.BOOKED, starts_at__range=(since, until))
        found = list(rows.order_by("pk"))
        for evaluation in found:
            evaluation.evaluator = self.users[evaluation.evaluator_id]
        return found

    def _members(self, evaluation: Evaluation) -> list[int]:
        work = self.desk.work_of(evaluation)
        return work.members if work else []

    def _check_in(self, soon: list[Evaluation]) -> None:
        """A quarter of an hour before the start, whoever will come says so."""
        for evaluation in soon:
            drawn = self.rng.random()
            team_away = drawn < self.behaviour.misses
            evaluator_away = not team_away and drawn < 2 * self.behaviour.misses
            self.missing[evaluation.pk] = (team_away, evaluator_away)
            if not evaluator_away or self.rng.random() > self.behaviour.foresees_absence:
                attendance.check_in(evaluation, by=evaluation.evaluator)
            members = self._members(evaluation)
            if not team_away and members:
                attendance.check_in(evaluation, by=self.trainees[members[0]])

    def _meet(self, begun: list[Evaluation]) -> None:
        self.busy = set()
        for evaluation in begun:
            team_away, evaluator_away = self.missing.get(evaluation.pk, (False, False))
            members = self._members(evaluation)
            self.busy.update(members)
            if evaluation.evaluator_id in self.number:
                self.busy.add(self.number[evaluation.evaluator_id])
            if members and not team_away and not evaluator_away:
                self._both_there(evaluation, members)

    def _both_there(self, evaluation: Evaluation, members: list[int]) -> None:
        if evaluation.evaluator_checked_in_at is None:
            attendance.check_in(evaluation, by=evaluation.evaluator)
        if evaluation.team_checked_in_at is None:
            attendance.check_in(evaluation, by=self.trainees[members[0]])
        attendance.confirm(evaluation, by=evaluation.evaluator, code=evaluation.code)

    def _quarter_past(self, tick: int, now: datetime) -> None:
        """Those who wait for nobody report it; those who are next check in."""
        self.clock.move_to(now)
        near = self._booked(now - 2 * QUARTER, now + QUARTER)
        missed = [one for one in near if one.starts_at <= now - QUARTER and one.met_at is None]
        for evaluation in missed:
            self._report(evaluation, tick)
        self._check_in([evaluation for evaluation in near if evaluation.starts_at >= now])
        self.doors.stand_in(self, tick, now + QUARTER)
        if missed:  # otherwise nothing has opened since the half hour
            self.beat.tick(now, hasty=True)

    def _report(self, evaluation: Evaluation, tick: int) -> None:
        team_away, evaluator_away = self.missing.get(evaluation.pk, (False, False))
        work = self.desk.work_of(evaluation)
        self.missed(work if evaluator_away else None, calendar_hour(tick))
        members = self._members(evaluation)
        reporter = evaluation.evaluator if team_away or not members else self.trainees[members[0]]
        try:
            attendance.report_no_show(evaluation, by=reporter)
        except Refused:  # the missing side had checked in; the clock closes it
            self.doors.both_checked_in(evaluation, self.staff)

    def missed(self, work: Work | None, hour: float) -> None:
        """Somebody did not come; `work` is what the missing evaluator was to look at."""
        self.record.misses += 1
        if work:
            work.missed_at.append(hour)

    def _judge(self, tick: int, over: list[Evaluation]) -> None:
        """Fill the sheets of the evaluations that began half an hour ago."""
        hour = calendar_hour(tick)
        for evaluation in over:
            work = self.desk.work_of(evaluation)
            if evaluation.met_at is None or work is None:
                continue
            members = list(work.members)
            filled = journey.fill(
                evaluation,
                by=evaluation.evaluator,
                answers={"works": work.passes},
                flag="ok",
                comment=COMMENT,
            )
            if evaluation.evaluator_id in self.number:
                self.record.evaluated(self.number[evaluation.evaluator_id], members, hour - 0.5)
            if work.missed_at:
                self.record.recoveries.append(hour - 0.5 - work.missed_at.pop(0))
            work.attempt = filled.attempt
            if work in self.desk.under_way:
                self._perhaps_finished(work, hour)

    def _perhaps_finished(self, work: Work, hour: float) -> None:
        if work.attempt.state != work.attempt.State.FINISHED:
            return
        self.record.waited(work.since, hour)
        passed = bool(work.attempt.passed)
        if passed:
            self.record.finished.update(work.members)
        self.desk.judged(work, passed=passed)

    def _call_off(self, now: datetime) -> None:
        """A few evaluators cancel in time."""
        if self.rng.random() >= self.behaviour.early_cancels * 4 / DAY:
            return
        later = Evaluation.objects.filter(
            cohort=self.cohort,
            state=State.BOOKED,
            starts_at__gt=now + timedelta(hours=5),
            evaluator__role=User.Role.TRAINEE,
        )
        if keys := list(later.order_by("pk").values_list("pk", flat=True)):
            evaluation = later.select_related("evaluator", "team", "cohort").get(
                pk=int(self.rng.choice(keys))
            )
            booking.cancel(evaluation, by=evaluation.evaluator)

    # -- time and bookings ---------------------------------------------------------------------------

    def _offer(self, tick: int, here: np.ndarray) -> None:
        """On arrival people may offer a block of time; the poor and those in debt do so eagerly."""
        half = tick % DAY
        arriving = np.nonzero(here & (self.population.arrives[:, tick // DAY] == half))[0]
        if not len(arriving):
            return
        purses = self._purses([self.trainees[n].pk for n in arriving])
        for person in arriving:
            balance, owed = purses.get(self.trainees[person].pk, (0, 0))
            if self.rng.random() < self._chance_to_offer(int(person), balance, owed):
                halves = 1 + int(self.rng.poisson(self.behaviour.block_halves - 1))
                self.offer_block(int(person), tick, halves)

    def _purses(self, ids: list[int]) -> dict[int, tuple[int, int]]:
        rows = Account.objects.filter(cohort=self.cohort, user__in=ids).order_by()
        return {user: (balance, owed) for user, balance, owed in rows.values_list("user", "balance", "owed")}

    def _chance_to_offer(self, person: int, balance: int, owed: int) -> float:
        population, behaviour = self.population, self.behaviour
        chance = behaviour.offers_a_day * float(population.zeal[person])
        kind = population.kind[person]
        content_at = population.content_at[person]
        if kind == Kind.HOARDER:
            content_at = min(content_at, self.doors.content_at_most(self.cohort))
        if balance >= content_at and kind != Kind.ALTRUIST:
            chance *= behaviour.offers_when_content / behaviour.offers_a_day
        if balance == 0 and self.desk.doing[person] == Doing.UNDER_EVALUATION:
            chance = max(chance, 0.7)
        return max(chance, 0.5) if owed else chance

    def offer_block(self, person: int, tick: int, halves: int, *, before: int | None = None) -> bool:
        """Offer an unbroken block inside one's own presence today or on the next two days.

        What is pledged counts `before` the end of the window only.
        """
        population, day = self.population, tick // DAY
        latest = before or (day + 3) * DAY
        arrives, goes = population.arrives[person], population.goes[person]
        days = [
            d
            for d in range(day, min(day + 3, self.behaviour.days))
            if arrives[d] < goes[d] and d * DAY + goes[d] > tick + 2 and d * DAY + arrives[d] < latest
        ]
        if not days:
            return False
        chosen = days[0] if self.rng.random() < 0.6 else int(self.rng.choice(days))
        first = max(tick + 1, chosen * DAY + int(arrives[chosen]))
        end = min(latest, chosen * DAY + int(goes[chosen]))
        if end <= first:
            return False
        begin = int(self.rng.integers(first, max(first + 1, end - halves + 1)))
        starts, ends = moment(self.first_day, begin), moment(self.first_day, begin)
        ends += timedelta(minutes=30) * min(halves, end - begin)
        try:
            slots.open(self.trainees[person], starts, ends)
        except Refused:
            return False
        return True

    def _pledge(self, handed_in: list[Work], tick: int) -> None:
        """A team offers what the rules ask of it, as far as people keep to that."""
        self.tick = tick
        for work in handed_in:
            self.pledge(work)

    def pledge(self, work: Work) -> None:
        pieces = self.doors.pledge_of(self, work)
        members = self._poorest_first(work.members) if pieces else []
        for _ in range(pieces):
            if self.rng.random() < self.behaviour.pledge_kept:
                self._offer_one_piece(members)

    def _offer_one_piece(self, members: list[int]) -> None:
        """The first of them who is there within the window."""
        before = self.tick + self.pledge_days * DAY
        any(self.offer_block(member, self.tick, 1, before=before) for member in members)

    def _poorest_first(self, members: list[int]) -> list[int]:
        if len(members) == 1:
            return members
        purses = self._purses([self.trainees[member].pk for member in members])
        return sorted(members, key=lambda member: purses.get(self.trainees[member].pk, (0, 0))[0])

    def _look_for_evaluators(self, tick: int, here: np.ndarray) -> None:
        self.doors.look(self, tick, here)

    def team_is_free(self, work: Work, tick: int) -> bool:
        return all(self.population.is_here(member, tick) for member in work.members)

    def hours_since(self, work: Work, tick: int) -> float:
        return without_weekends(calendar_hour(tick)) - without_weekends(work.since)

    def _result(self, ticks: int) -> Result:
        if broken := audit(self.cohort):
            raise PointsAreLost("; ".join(broken[:5]))
        end = calendar_hour(ticks - 1)
        waiting = [
            Wait(end - work.since, without_weekends(end) - without_weekends(work.since))
            for work in self.desk.under_way
        ]
        stayed = [int(n) for n in np.nonzero(~self.desk.gone)[0]]
        return result(self.record, still_waiting=waiting, people=stayed, attempts=self.desk.attempts)


def _count_rows() -> None:
    """SQLite chooses an index by what it has counted, and otherwise one by state, which most rows fit."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
