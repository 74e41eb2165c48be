"""Mentors and people from outside, whom the long projects ask for besides the peers."""

from datetime import datetime, timedelta

from academy import journey
from academy.people.models import User
from peer_review import mentors, slots, supervisors
from peer_review.models import SupervisorSheet
from peer_review.sheet_file import BEST_RATING
from peer_review.supervisor_file import SUPERVISOR_SHEET
from projects.models import Attempt

from . import words
from .meetings import Market
from .school import School

TIMES = (2.0, 4.5, 26.0, 29.0)  # hours from now at which a mentor could come
ANSWERS_WITHIN = (20, 150)  # hours after which somebody from outside fills the sheet
SILENT = 0.1  # share of those who never do


class Partners:
    def __init__(self, school: School, market: Market) -> None:
        self.school, self.agenda, self.rng, self.market = school, school.agenda, school.rng, market
        self.mentors = [one for one in school.staff if one.role == User.Role.MENTOR]

    def ask(self) -> None:
        """On working days; who could not come today is asked again tomorrow."""
        for attempt in supervisors.unasked():
            self._invite(attempt)
        now = self.agenda.now
        times = [(by, slots.next_quarter(now + timedelta(hours=h))) for h in TIMES for by in self.mentors]
        for attempt, (by, at) in zip(mentors.waiting(), times, strict=False):
            self.agenda.at(now, self._take, attempt, by, at)
        self.agenda.at(now, self.market.note_bookings)

    def _take(self, attempt: Attempt, by: User, at: datetime) -> None:
        mentors.take(attempt, by=by, starts_at=at)

    def _invite(self, attempt: Attempt) -> None:
        name, email = self.school.one_of(words.PARTNERS)
        sheet = supervisors.invite(attempt, name=name, email=email, by=self.school.office)
        if not self.school.chance(SILENT):
            self.agenda.later(float(self.rng.integers(*ANSWERS_WITHIN)), self._fill, sheet)

    def _fill(self, sheet: SupervisorSheet) -> None:
        asked = list(SUPERVISOR_SHEET.questions(bonus=False))
        given = self.rng.normal(4.2, 0.7, len(asked)).round().clip(0, BEST_RATING)
        answers = {question.name: int(value) for question, value in zip(asked, given, strict=True)}
        journey.supervise(sheet, answers=answers, comment=self.school.one_of(words.FROM_OUTSIDE))
        self.market.moved_on(sheet.attempt_id)
