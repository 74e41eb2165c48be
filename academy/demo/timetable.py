"""Exams, rushes and hackathons: staff open them for a time, and people come."""

from datetime import datetime, timedelta

from academy import journey
from grader.models import Run
from projects import attempts, exams, windows
from projects.models import Attempt, Project, Sitting

from .people import Person
from .school import School, Work
from .work import Workshop

EXAM_FROM_WEEK, EXAM_HOUR, EXAM_LASTS = 2, 14, timedelta(hours=4)
EXAM_SKILL = 0.7  # chance that an answer passes, for somebody of middling skill
RUSH_WEEKS = 1  # from one to the next, while there is anybody for whom to open it
RUSH_FROM_WEEK = 2
RUSH_HOUR = 17  # on Fridays
COMES = 0.92


class Timetable:
    def __init__(self, school: School, workshop: Workshop, weeks: int) -> None:
        self.school, self.agenda, self.rng, self.workshop = school, school.agenda, school.rng, workshop
        for project in school.projects:
            if project.exam is not None:
                self._each(project, EXAM_FROM_WEEK, 1, weeks, EXAM_HOUR)
            elif project.window_hours is not None:
                self._each(project, RUSH_FROM_WEEK, RUSH_WEEKS, weeks, RUSH_HOUR)

    def _each(self, project: Project, first: int, every: int, weeks: int, hour: int) -> None:
        for week in range(first, weeks + 2, every):
            opens = self.school.first_day + timedelta(weeks=week, days=4, hours=hour)
            self.agenda.at(opens - timedelta(days=4), self._announce, project, opens)

    def _announce(self, project: Project, opens: datetime) -> None:
        """On Monday staff look whether anybody is there yet for whom to open it."""
        if not self._able(project):
            return
        lasts = EXAM_LASTS if project.exam is not None else timedelta(hours=project.window_hours or 0)
        windows.set_window(
            project, self.school.cohort, opens_at=opens, closes_at=opens + lasts, by=self.school.office
        )
        self.agenda.at(opens, self._sit_all if project.exam is not None else self._rush, project)

    def _able(self, project: Project) -> list[Person]:
        people = [p for p in self.school.people if not (p.gone or p.frozen)]
        return [p for p in people if project.slug not in p.passed and self.school.is_unlocked(project, p)]

    # -- exams ----------------------------------------------------------------------------------------

    def _sit_all(self, project: Project) -> None:
        people = [person for person in self._able(project) if self.school.chance(COMES)]
        people = [person for person in people if person.days.span(person.days.day_of(self.agenda.now))]
        for person in people:
            self.agenda.later(float(self.rng.uniform(0.01, 0.3)), self._sit, project, person)
        if people:
            self.agenda.later(EXAM_LASTS / timedelta(hours=1) + 0.02, self._end)

    def _sit(self, project: Project, person: Person) -> None:
        sitting = journey.sit(project, by=person.user)
        person.teams.setdefault(project.slug, sitting.attempt.team)
        self.agenda.later(float(self.rng.uniform(0.15, 0.6)) / person.pace, self._answer, sitting, person, 1)

    def _answer(self, sitting: Sitting, person: Person, number: int) -> None:
        """Answer the current step, and go on unless the marks are enough for this person."""
        step = exams.check_open(sitting.attempt)
        project = sitting.attempt.team.project
        shelf = self.school.shelf(project, step.exercise["name"])
        right = self.school.chance(EXAM_SKILL + 0.5 * (person.skill - 0.75) - 0.05 * step.number)
        solution = shelf.right if right else shelf.some_wrong(self.rng)
        submission = self.workshop.submit(sitting.attempt, solution, person, f"step {step.number} {number}")
        exams.hand_in(submission)
        self.workshop.grade(submission, Run.Purpose.EXAM, shelf, solution)
        sitting.refresh_from_db()
        if sitting.ended_at:
            self._ended(sitting, person)
        elif exams.score(sitting) < project.pass_mark or self.school.chance(0.5):
            pause = 0.03 if right else exams.wait_after(number, sitting) / timedelta(hours=1)
            hours = pause + float(self.rng.uniform(0.2, 0.7)) / person.pace
            self.agenda.later(hours, self._answer, sitting, person, number + 1)

    def _end(self) -> None:
        """The time is over for those who still sit there, in whichever exam of this afternoon."""
        left = Sitting.objects.filter(user__in=self.school.by_user, ended_at=None)
        rows = list(left)
        journey.end_exams()
        for sitting in rows:
            self._ended(sitting, self.school.by_user[sitting.user_id])

    def _ended(self, sitting: Sitting, person: Person) -> None:
        attempt = Attempt.objects.select_related("team__project").get(pk=sitting.attempt_id)
        if attempt.passed:
            person.passed.add(attempt.team.project.slug)
            self.workshop.begin(person)

    # -- rushes and hackathons ------------------------------------------------------------------------

    def _rush(self, project: Project) -> None:
        """Everybody who can finds a team on the spot; teams of an earlier rush try again together."""
        able = self._able(project)
        again = {
            person.teams[project.slug].pk: person.teams[project.slug]
            for person in able
            if project.slug in person.teams
        }
        for work in [self._last_work(team_id) for team_id in sorted(again)]:
            if work and work.people and not any(one.gone or one.frozen for one in work.people):
                self._try_again(work)
        fresh = [person for person in able if project.slug not in person.teams and self.school.chance(COMES)]
        self.rng.shuffle(fresh)
        for team in _groups(fresh, project):
            self.agenda.later(float(self.rng.uniform(0.02, 0.5)), self._found, project, team)

    def _last_work(self, team_id: int) -> Work | None:
        return next((w for w in reversed(self.school.works.values()) if w.team.pk == team_id), None)

    def _try_again(self, work: Work) -> None:
        if work.attempt.ended_at is None or (work.attempt.retry_at or self.agenda.now) > self.agenda.now:
            return
        work.attempt, work.tries, work.over = attempts.open_next(work.team), work.tries + 1, False
        self.school.works[work.attempt.pk] = work
        self._plan(work)

    def _found(self, project: Project, people: list[Person]) -> None:
        busy = {person: person.busy_with for person in people}
        work = self.workshop.found(project, people)
        for person, before in busy.items():  # a rush interrupts what they are at, and does not end it
            person.busy_with = before
        if work:
            self._plan(work)

    def _plan(self, work: Work) -> None:
        hours = float(self.rng.uniform(0.45, 0.97)) * (work.project.window_hours or 24)
        self.agenda.later(hours - 0.6, self.workshop.close, work)


def _groups(people: list[Person], project: Project) -> list[list[Person]]:
    """Teams as large as may be, none too small."""
    count = max(1, -(-len(people) // project.team_max))
    groups = [people[number::count] for number in range(count)]
    return [group for group in groups if len(group) >= project.team_min]
