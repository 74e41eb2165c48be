"""What staff do about single trainees: the attention list, notes, marks set by hand, attempts given back."""

from collections.abc import Callable
from datetime import timedelta

from academy.people import notes
from academy.people.models import Note, User
from academy.staff.attention import nudges, steps
from academy.staff.models import Rule, Step
from projects import corrections, leniency
from projects.models import Attempt
from projects.models.attempts import BEST_MARK

from . import words
from .people import Person
from .school import School

LIST_DAYS = (1, 4)  # of the week: Tuesday and Friday
STEPS_A_TIME = 14  # alarms about which they do something
FALSE = 0.18  # share of the alarms that are false
NOT_WORTH_A_FREEZE = (Rule.GIVING, Rule.PACE)
NOTES, MARKS, REFUNDS = 0.5, 0.12, 0.15  # chances on a day
TAKEN_BACK = 0.2  # share of the marks that are set back
WEEK = timedelta(days=7)
Kind = Step.Kind
BANKS = {
    Kind.NOTE: words.ATTENTION_NOTES,
    Kind.TALK: words.TALKS,
    Kind.FREEZE: words.FREEZING,
    Kind.DISMISSED: words.FALSE_ALARMS,
}


class Desk:
    def __init__(self, school: School, rests: Callable[[Person], None]) -> None:
        self.school, self.agenda, self._rests = school, school.agenda, rests
        self.staff = [one for one in school.staff if one.role == User.Role.STAFF]

    def day(self, weekday: int) -> None:
        """On a working day."""
        if weekday in LIST_DAYS:
            self._look_at_the_list()
        for chance, deed in ((NOTES, self._note), (MARKS, self._mark), (REFUNDS, self._refund)):
            if self.school.chance(chance):
                self.agenda.later(float(self.school.rng.uniform(0.1, 5)), deed)

    # -- the attention list ---------------------------------------------------------------------------

    def _look_at_the_list(self) -> None:
        waiting = [one for one in steps.matters(self.school.cohort) if one.rests_until is None]
        for matter in waiting[:STEPS_A_TIME]:
            self.agenda.wait(180)
            self._act(matter)

    def _act(self, matter: steps.Matter) -> None:
        by = self.school.one_of(self.staff)
        kind = Kind.DISMISSED if self.school.chance(FALSE) else matter.next
        if kind == Kind.FREEZE and matter.finding.rule in NOT_WORTH_A_FREEZE:
            kind = Kind.DISMISSED
        person = self.school.by_user[matter.finding.enrolment.user_id]
        if kind is None:
            return
        held_on = self.agenda.now.astimezone(self.school.cohort.zone).date() if kind == Kind.TALK else None
        steps.take(matter, kind, by=by, text=self._words(matter, kind), held_on=held_on)
        if kind == Kind.FREEZE:
            self._rests(person)

    def _words(self, matter: steps.Matter, kind: Step.Kind) -> str:
        if kind == Kind.NUDGE:
            return nudges.proposed(matter.finding.enrolment.user, matter.finding.rule)
        return self.school.one_of(BANKS[kind])

    # -- notes, marks, attempts -----------------------------------------------------------------------

    def _note(self) -> None:
        about = self.school.one_of([one for one in self.school.people if not one.gone])
        for_them = self.school.chance(0.3)
        text = self.school.one_of(words.NOTES_TO_THEM if for_them else words.NOTES)
        visibility = Note.Visibility.PERSON if for_them else Note.Visibility.STAFF
        notes.write(about.user, by=self.school.one_of(self.staff), text=text, visibility=visibility)

    def _ended(self) -> list[Attempt]:
        since, ours = self.agenda.now - WEEK, [person.user for person in self.school.people]
        rows = Attempt.objects.filter(ended_at__gt=since, team__project__exam__isnull=True)
        rows = rows.filter(closed_by__in=ours)
        return list(rows.select_related("team__project").order_by("pk"))

    def _mark(self) -> None:
        """A few points more for somebody who had passed all the same."""
        marked = [one for one in self._ended() if one.passed and (one.mark or 0) < BEST_MARK - 10]
        if not marked:
            return
        attempt, by = self.school.one_of(marked), self.school.one_of(self.staff)
        mark = (attempt.mark or 0) + int(self.school.rng.integers(2, 9))
        reason = self.school.one_of(words.MARKS)
        correction = corrections.override(attempt, mark=mark, by=by, reason=reason)
        if self.school.chance(TAKEN_BACK):
            self.agenda.wait(1200)
            corrections.undo(correction, by=by, reason=words.MARK_BACK)

    def _refund(self) -> None:
        lost = [one for one in self._ended() if not one.passed and not one.refunded and one.retry_at]
        lost = [one for one in lost if one.retry_at and one.retry_at > self.agenda.now]
        if lost:
            reason = self.school.one_of(words.REFUNDS)
            leniency.refund(self.school.one_of(lost), by=self.school.one_of(self.staff), reason=reason)
