"""What staff decide: reports of cheating, objections to marks, appeals of those who did not come."""

from datetime import timedelta

from academy import journey
from peer_review import appeals, hearings, objections
from peer_review.models import Evaluation, Objection

from . import words
from .meetings import Market
from .school import School

WEEK = timedelta(days=6)
APPEALS = 0.5  # share of the missed evaluations whose absent side appeals


class Rulings:
    def __init__(self, school: School, market: Market) -> None:
        self.school, self.agenda, self.market = school, school.agenda, market

    def decide(self) -> None:
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
                by = next(one for one in self.school.staff if one.is_staff and one != evaluation.evaluator)
                journey.decide(evaluation, by=by, upheld=upheld, reason=reason)
                self.market.moved_on(evaluation.attempt_id)

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
