"""The last hours before now, so that whoever signs in finds people at work, waiting and about to meet."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from academy import journey
from peer_review import booking, slots
from projects import submissions, trees
from projects.models import Attempt, Submission

from .school import School, Work, look_again
from .work import Workshop

BEFORE = timedelta(hours=3)  # the last hours begin so long before now
HURRY = timedelta(minutes=40)
MEETINGS = (-10, 20, 50, 95, 180, 26 * 60)  # minutes from now at which evaluations begin
WORKING = 6  # teams with a repository of their own, whose last push waits for a worker


class Today:
    def __init__(self, school: School, workshop: Workshop) -> None:
        self.school, self.agenda, self.workshop = school, school.agenda, workshop
        self.market = workshop.market

    def plan(self) -> None:
        self.agenda.at(self.school.ends - BEFORE - HURRY, self.hurry)
        self.agenda.at(self.school.ends - BEFORE, self.book)

    def hurry(self) -> None:
        """On some days nobody waits for an evaluator: a few teams close what they have, short ones first."""
        waiting = len(list(self._under_evaluation()))
        works = sorted(filter(self._is_open, self.school.works.values()), key=lambda work: work.project.hours)
        for work in works[: max(0, len(MEETINGS) - waiting)]:
            self.agenda.at(self.agenda.now, self.workshop.close, work)

    def book(self) -> None:
        """Evaluations around now: one under way, some to come, whatever the hour of the day."""
        waiting = [w for w in self._under_evaluation() if w.people]
        helpers = [p for p in reversed(self.school.people) if not (p.gone or p.frozen) and len(p.passed) > 1]
        for minutes in MEETINGS:
            start = slots.next_quarter(self.school.ends + timedelta(minutes=minutes))
            for person in helpers[:12]:
                slots.open(person.user, start, start + timedelta(minutes=60))
            self._book_one(waiting, start)
        self.market.note_bookings()

    def _book_one(self, waiting: list[Work], start: datetime) -> None:
        for work in list(waiting):
            waiting.remove(work)
            if start in booking.times(work.attempt, by=work.leader.user):
                booking.book(work.attempt, starts_at=start, by=work.leader.user)
                return

    def _under_evaluation(self) -> Iterable[Work]:
        works = [w for w in self.school.works.values() if not w.over and w.solution]
        for work in works:
            look_again(work.attempt)
        there = [w for w in works if not any(p.gone or p.frozen for p in w.people)]
        return [w for w in there if w.attempt.state == Attempt.State.EVALUATION]

    def push(self) -> None:
        """A few teams push now: real commits in real repositories, which a worker will really check."""
        active = [w for w in reversed(self.school.works.values()) if self._is_open(w)]
        for work in active[:WORKING]:
            tree = self._unfinished(work)
            by = work.leader.user
            commit = submissions.commit_upload(work.team, tree, by=by)
            self.agenda.wait(7)
            journey.handed_in(work.team, commit=commit, source=Submission.Source.PUSH, by=by)

    def _is_open(self, work: Work) -> bool:
        there = work.people and not any(p.gone or p.frozen for p in work.people)
        return bool(there) and not work.project.is_timed and work.attempt.state == Attempt.State.OPEN

    def _unfinished(self, work: Work) -> dict[str, tuple[bytes, bool]]:
        return trees.load(self.school.shelf(work.project).some_wrong(self.school.rng).digest)
