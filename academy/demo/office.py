"""What staff do in five months: let people go and come back, decide, give, and have the market served."""

from datetime import timedelta

from academy import journey
from academy.people import enrolment as enrolments
from academy.people.models import Enrolment
from peer_review import appeals, attendance, gifts, hearings, objections, sales, standby
from peer_review.hearings import seconded
from peer_review.models import Evaluation, Objection
from peer_review.tasks import act_of_the_week
from projects import peers

from . import words
from .people import Person
from .school import School
from .work import Workshop

MORNING, SERVED_AT = 8.5, (9.0, 12.0, 15.0, 18.5)  # o'clock
FREEZES_A_WEEK, FREEZE_DAYS = 0.5, (10, 24)
ON_CALL = 4  # people a day
KIND = 0.04  # share of the people who open time out of kindness on a day
WEEK = timedelta(days=6)
APPEALS = 0.5  # share of the missed evaluations whose absent side appeals


class Office:
    def __init__(self, school: School, workshop: Workshop) -> None:
        self.school, self.agenda, self.rng = school, school.agenda, school.rng
        self.workshop, self.market = workshop, workshop.market
        self._day = 0

    def morning(self) -> None:
        """Plans the day, and the next morning."""
        day, weekday = self._day, self._day % 7 < 5
        self._day += 1
        self.agenda.later(24, self.morning)
        self._departures(day)
        if day % 7 == 0:
            self._monday()
        for hour in SERVED_AT if weekday else SERVED_AT[::3]:
            self.agenda.later(hour - MORNING, self.market.serve)
        self._offers(day)
        if weekday:
            self.agenda.later(1.5, self.market.ask_staff)
            self.agenda.later(2, self._decide)
        self._sweep()

    def _departures(self, day: int) -> None:
        for person in self.school.people:
            if person.leaves_on == day and not person.gone:
                self._leave(person)

    def _leave(self, person: Person) -> None:
        reason = self.school.one_of(words.LEAVING)
        journey.left(enrolments.withdraw(self._place(person), by=self.school.office, reason=reason))
        person.gone = True

    def _place(self, person: Person) -> Enrolment:
        return Enrolment.objects.get(user=person.user, cohort=self.school.cohort)

    def _monday(self) -> None:
        act_of_the_week(self.school.cohort)
        sales.review(self.school.cohort)
        present = [one for one in self.school.people if not (one.gone or one.frozen)]
        if self.school.chance(FREEZES_A_WEEK):
            self._freeze(self.school.one_of(present))
        if self.school.chance(0.4):
            self._give(self.school.one_of(present))
        for person in present:
            if person.passed and self.school.chance(0.03):
                self._offer_help(person)

    def _freeze(self, person: Person) -> None:
        reason = self.school.one_of(words.FREEZING)
        journey.paused(enrolments.freeze(self._place(person), by=self.school.office, reason=reason))
        person.frozen = True
        self.agenda.later(24 * int(self.rng.integers(*FREEZE_DAYS)), self._unfreeze, person)

    def _unfreeze(self, person: Person) -> None:
        enrolments.unfreeze(self._place(person), by=self.school.office, reason=words.BACK)
        person.frozen = False
        self.workshop.begin(person)

    def _give(self, person: Person) -> None:
        amount, reason = int(self.rng.integers(1, 4)), self.school.one_of(words.GIFTS)
        request = f"{self._day}"
        cohort, by = self.school.cohort, self.school.office
        gifts.grant(person.user, cohort=cohort, amount=amount, by=by, reason=reason, request=request)

    def _offer_help(self, person: Person) -> None:
        slugs = sorted(slug for slug in person.passed if self.school.by_slug[slug].exam is None)
        if slugs:
            project = self.school.by_slug[self.school.one_of(slugs)]
            peers.offer(project, by=person.user, words=self.school.one_of(words.HELP))

    def _offers(self, day: int) -> None:
        """Some are on call today, and some open time although they need nobody."""
        here = [p for p in self.school.people if not (p.gone or p.frozen) and p.days.span(day)]
        if not here:
            return
        for _number in range(min(ON_CALL, len(here))):
            standby.volunteer(self.school.one_of(here).user, day=self.agenda.now.date())
        for person in here:
            if self.school.chance(KIND):
                self.market.offer(person, int(self.rng.integers(2, 5)))

    def _sweep(self) -> None:
        """What the academy's clock does every few minutes is done once a day."""
        for evaluation in attendance.overdue(self.agenda.now):
            attendance.close_overdue(evaluation)
        for evaluation, second in seconded(self.agenda.now):
            journey.agree(evaluation, second=second)

    # -- decisions ------------------------------------------------------------------------------------

    def _decide(self) -> None:
        self._hear()
        self._answer_objections()
        self._answer_appeals()

    def _hear(self) -> None:
        """The team answers a report of cheating one day, staff decide the next."""
        reported = Evaluation.objects.filter(cohort=self.school.cohort, state=Evaluation.State.REFERRED)
        for evaluation in reported.select_related("cohort", "hearing", "attempt", "team"):
            if not evaluation.hearing.statement:
                member = evaluation.team.members.first()
                if member:
                    hearings.answer(evaluation, by=member, statement=words.STATEMENT)
            elif self.school.chance(0.6):
                upheld = self.school.chance(0.4)
                reason = self.school.one_of(words.ANSWERS)
                journey.decide(evaluation, by=self.school.office, upheld=upheld, reason=reason)
                self.market.decided(evaluation)

    def _answer_objections(self) -> None:
        rows = Objection.objects.filter(
            state=Objection.State.OPEN,
            kind=Objection.Kind.APPEAL,
            attempt__evaluations__cohort=self.school.cohort,
        ).distinct()
        for row in rows.select_related("attempt__team__project"):
            if not self.school.chance(0.5):
                continue
            upheld = self.school.chance(0.4)
            mark = min(125, (row.attempt.mark or 0) + 25) if upheld else None
            reason = self.school.one_of(words.ANSWERS)
            objections.decide(row, by=self.school.office, upheld=upheld, reason=reason, mark=mark)

    def _answer_appeals(self) -> None:
        missed = (Evaluation.State.NO_SHOW_EVALUATOR, Evaluation.State.NO_SHOW_TEAM)
        new = Evaluation.objects.filter(cohort=self.school.cohort, state__in=missed, appeal=None)
        for evaluation in new.filter(ended_at__gt=self.agenda.now - WEEK).select_related("cohort"):
            if self.school.chance(APPEALS / 5):
                self._appeal(evaluation)
        for row in appeals.waiting(self.school.cohort):
            if self.school.chance(0.5):
                granted = self.school.chance(0.6)
                answer = words.ANSWERS[0 if granted else 1]
                appeals.decide(row, by=self.school.office, granted=granted, answer=answer)

    def _appeal(self, evaluation: Evaluation) -> None:
        absent = evaluation.state == Evaluation.State.NO_SHOW_EVALUATOR
        by = evaluation.evaluator if absent else evaluation.booked_by
        appeals.appeal(evaluation, by=by, reason=self.school.one_of(words.APPEALS))
