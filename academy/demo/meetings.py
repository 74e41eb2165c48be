"""Peers: offering time, being found, meeting, filling sheets, giving feedback."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from academy import journey
from academy.people.models import User
from peer_review import (
    attendance,
    booking,
    evaluations,
    fallback,
    feedback,
    objections,
    pledge,
    remarks,
    slots,
    standby,
    tasks,
    waiting,
)
from peer_review.models import Evaluation, Objection, Waiting
from projects.models import Attempt
from projects.refusals import Refused

from . import sheets, words
from .people import Person
from .school import School, Work, look_again

State = Evaluation.State
QUARTER = timedelta(minutes=15)
MISSES = 0.02  # chance that a side does not come, each
CANCELS = 0.03  # chance that an evaluator calls off in time
ANSWERS_A_CALL = 0.8
GIVES_FEEDBACK = 0.82
REMARKS = 0.12  # share of the evaluations with remarks on lines
OBJECTS = 0.3  # share of the failed attempts
SOON = 0.85  # share of the offers that lie in what is left of today, or else in the next day there
TIMES_TO_TRY = 6  # of staff, for a team that has waited too long
STAFF_A_DAY = 4  # evaluations that each member of staff takes when teams have waited too long
OPENS, CLOSES = 36, 88  # quarters of the day between which teams come: 9:00 to 22:00


class Market:
    def __init__(self, school: School, finished: Callable[[Work], None]) -> None:
        self.school, self.agenda, self.rng = school, school.agenda, school.rng
        self._finished = finished
        self._seen = 0  # newest evaluation that is in the diaries

    # -- offering time and asking for it --------------------------------------------------------------

    def offer(self, person: Person, pieces: int, *, minutes: int = 30) -> bool:
        """An unbroken block inside one's own presence on one of the next days."""
        now, days = self.agenda.now, person.days
        soonest = slots.next_quarter(now + slots.SOONEST + QUARTER)
        length = timedelta(minutes=pieces * minutes)
        today = days.day_of(now)
        spans = [span for day in range(today, today + 3) if (span := days.span(day))]
        rooms = [(max(begins, soonest), ends - length) for begins, ends in spans]
        rooms = [room for room in rooms if room[0] <= room[1]]
        if person.gone or person.frozen or not rooms:
            return False
        first, last = rooms[0] if self.school.chance(SOON) else self.school.one_of(rooms)
        start = first + QUARTER * int(self.rng.integers((last - first) // QUARTER + 1, size=2).min())
        slots.open(person.user, start, start + length)
        return True

    def look_for_evaluators(self, work: Work) -> None:
        """Make the pledge good, then wait on the list; whoever cannot now tries again tomorrow."""
        work.people = [person for person in work.people if not person.gone]
        if not work.people or (work.attempt.state != Attempt.State.EVALUATION and not work.over):
            return
        lacking = pledge.pledge_of(work.attempt, cohort=self.school.cohort).missing
        if lacking:
            share = -(-lacking // len(work.people))
            for person in work.people:
                self.offer(person, share)
        try:
            waiting.join(work.attempt, by=work.leader.user, opens=OPENS, closes=CLOSES)
        except Refused:
            self.agenda.later(20, self._look_again, work)

    def _look_again(self, work: Work) -> None:
        look_again(work.attempt)
        if evaluations.missing(work.attempt) and not waiting.of_attempt(work.attempt):
            self.look_for_evaluators(work)

    def serve(self) -> None:
        waiting.serve(self.school.cohort)
        self.note_bookings()
        tasks.remind_of_evaluations()

    def note_bookings(self) -> None:
        """Whatever way an evaluation was booked: both sides write it into their diaries."""
        new = Evaluation.objects.filter(pk__gt=self._seen, cohort=self.school.cohort, state=State.BOOKED)
        for evaluation in new.select_related("team", "cohort", "evaluator").order_by("pk"):
            self._seen = evaluation.pk
            self._plan(evaluation)

    def _plan(self, evaluation: Evaluation) -> None:
        drawn, start = self.rng.random(), evaluation.starts_at
        if drawn < CANCELS and evaluation.evaluator_id in self.school.by_user:
            self.agenda.at(max(self.agenda.now, start - timedelta(hours=6)), self._call_off, evaluation)
            return
        if drawn > 1 - MISSES and not evaluation.evaluator_checked_in_at:
            self.agenda.at(start - timedelta(minutes=6), self._evaluator_is_silent, evaluation)
            return
        if drawn > 1 - 2 * MISSES:
            self.agenda.at(start, self._team_is_missing, evaluation)
            return
        self.agenda.at(start, self.meet, evaluation)

    def ask_staff(self) -> None:
        """Staff and mentors take the teams that have waited too long."""
        tasks.ask_helpers()
        rows = [row for row in fallback.asked(now=self.agenda.now) if row.cohort_id == self.school.cohort.pk]
        start = slots.next_quarter(self.agenda.now + timedelta(minutes=30))
        times = [
            (by, start + timedelta(minutes=75 * n)) for n in range(STAFF_A_DAY) for by in self.school.staff
        ]
        for row in rows:
            taken = next((one for one in times[:TIMES_TO_TRY] if self._take(row, *one)), None)
            if taken:
                times.remove(taken)
        self.note_bookings()

    def _take(self, row: Waiting, by: User, at: Any) -> bool:
        """False when they have evaluated this team before, or somebody cannot come then."""
        try:
            fallback.take(row, by=by, starts_at=at)
        except Refused as refusal:
            self.agenda.refusals[f"take: {refusal}"] += 1
            return False
        return True

    # -- meeting --------------------------------------------------------------------------------------

    def _call_off(self, evaluation: Evaluation) -> None:
        booking.cancel(evaluation, by=evaluation.evaluator)
        self.note_bookings()
        self._ask_again(evaluation)

    def _evaluator_is_silent(self, evaluation: Evaluation) -> None:
        called = standby.call(evaluation)
        if called and self.school.chance(ANSWERS_A_CALL):
            self.agenda.wait(90)
            standby.accept(called, by=called.user)
            self.note_bookings()
        else:
            self.agenda.at(evaluation.starts_at, self._check_in_team, evaluation)
            self.agenda.at(
                evaluation.starts_at + 1.1 * QUARTER, self._report, evaluation, self._member(evaluation)
            )

    def _team_is_missing(self, evaluation: Evaluation) -> None:
        attendance.check_in(evaluation, by=evaluation.evaluator)
        self.agenda.at(evaluation.starts_at + 1.1 * QUARTER, self._report, evaluation, evaluation.evaluator)

    def _check_in_team(self, evaluation: Evaluation) -> None:
        attendance.check_in(evaluation, by=self._member(evaluation))

    def _report(self, evaluation: Evaluation, by: User) -> None:
        attendance.report_no_show(evaluation, by=by)
        self._ask_again(evaluation)

    def _member(self, evaluation: Evaluation) -> User:
        work = self.school.works.get(evaluation.attempt_id)
        return work.leader.user if work and work.people else evaluation.booked_by

    def meet(self, evaluation: Evaluation) -> None:
        """Both come, and the code is typed."""
        attendance.check_in(evaluation, by=evaluation.evaluator)
        attendance.check_in(evaluation, by=self._member(evaluation))
        self.agenda.wait(float(self.rng.integers(20, 90)))
        evaluation = attendance.confirm(evaluation, by=evaluation.evaluator, code=evaluation.code)
        minutes = evaluation.minutes * float(self.rng.uniform(0.5, 0.95))
        self.agenda.later(minutes / 60, self.fill, evaluation)

    # -- the sheet and what follows -------------------------------------------------------------------

    def fill(self, evaluation: Evaluation) -> None:
        work = self.school.works[evaluation.attempt_id]
        by = evaluation.evaluator
        if work.solution and self.school.chance(REMARKS):
            self._remark(evaluation, work)
        strictness = self.school.by_user[by.pk].strictness if by.pk in self.school.by_user else 0
        care = self.school.by_user[by.pk].care if by.pk in self.school.by_user else 1
        bonus = work.solution is not None and work.solution.has_bonus
        filled = sheets.fill_in(
            evaluation.asked, worth=work.worth - strictness, bonus=bonus, care=care, rng=self.rng
        )
        comment = sheets.comment(filled, file=work.solution.first if work.solution else "", rng=self.rng)
        evaluation = journey.fill(
            evaluation, by=by, answers=filled.answers, flag=filled.flag, comment=comment
        )
        if self.school.chance(GIVES_FEEDBACK):
            self.agenda.later(float(self.rng.exponential(5)) + 0.2, self._give_feedback, evaluation, work)
        self._after(work)

    def _after(self, work: Work) -> None:
        look_again(work.attempt)
        if work.attempt.state == Attempt.State.FINISHED and not work.over:
            work.over = True
            if not work.attempt.passed and self.school.chance(OBJECTS):
                self.agenda.later(3, self._object, work)
            self._finished(work)
        elif work.attempt.state == Attempt.State.EVALUATION:
            self._look_again(work)

    def catch_up(self) -> None:
        """Attempts that the clock has ended, or whose meeting it has closed: their teams go on."""
        pending = {pk: one for pk, one in self.school.works.items() if one.attempt.pk == pk and not one.over}
        waits = Waiting.objects.filter(state=Waiting.State.WAITING).values("attempt")
        states = (Attempt.State.FINISHED, Attempt.State.EVALUATION)
        rows = Attempt.objects.filter(pk__in=pending, state__in=states, team__project__exam__isnull=True)
        for pk in rows.exclude(pk__in=waits).order_by("pk").values_list("pk", flat=True):
            self._after(pending[pk])

    def _remark(self, evaluation: Evaluation, work: Work) -> None:
        solution = work.solution
        if solution is None:
            return
        for _number in range(int(self.rng.integers(1, 4))):
            line = int(self.rng.integers(1, max(2, solution.lines)))
            text = self.school.one_of(words.REMARKS)
            remarks.write(evaluation, by=evaluation.evaluator, path=solution.first, line=line, text=text)

    def _give_feedback(self, evaluation: Evaluation, work: Work) -> None:
        people = [person for person in work.people if not person.gone]
        if people:
            grades = sheets.grades(self.rng)
            by, text = self.school.one_of(people), self.school.one_of(words.FEEDBACK)
            feedback.give(evaluation, by=by.user, comment=text, **grades)

    def _object(self, work: Work) -> None:
        kind = Objection.Kind.SECOND_OPINION if self.school.chance(0.6) else Objection.Kind.APPEAL
        reason = self.school.one_of(words.OBJECTIONS)
        objections.object_to(work.attempt, kind=kind, by=work.leader.user, reason=reason)
        if kind == Objection.Kind.SECOND_OPINION:
            self.look_for_evaluators(work)

    def moved_on(self, attempt_id: int) -> None:
        """Staff have ended a report of cheating, or a supervisor has filled a sheet."""
        self._after(self.school.works[attempt_id])

    def _ask_again(self, evaluation: Evaluation) -> None:
        work = self.school.works.get(evaluation.attempt_id)
        if work:
            self._look_again(work)
