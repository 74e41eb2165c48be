"""Working on projects: alone and in teams, handing in, being graded, trying again."""

import hashlib

from academy import journey
from grader import past
from grader.models import Run
from grader.report import Which
from projects import attempts, teams, tracks
from projects.models import Attempt, Project, Submission

from . import meetings, reports
from .people import Person
from .school import School, Work, look_again
from .solutions import Shelf, Solution

WORKER = "grader-1:4242"
# Hours of a project file that somebody of middling pace does in an hour at the academy. They work at home
# too, and make good what they wait for evaluators: with these the middle of the cohort keeps the calendar.
PACE, PACE_OF_LONG = 2.4, 1.5
PACE_OF_FIRST = 0.9  # in the pre-course, where everything is new
LONG = 100  # hours from which a project is paced by its meetings rather than by its people
TOGETHER = 0.6  # share of the trainees who look for a team where they could work alone
PATIENCE = 72  # hours for which somebody who could work alone waits for others
WITH_FRIENDS = 0.5  # share of the trainees who choose a track on which somebody looks for a team
CHECKED = 0.35  # share of the short attempts with a check on the way
CHECKED_EVERY = 15  # hours of presence
MOST_TRIES = 5
BONUS = 0.3  # share of the right hand-ins with the bonus


class Workshop:
    def __init__(self, school: School) -> None:
        self.school, self.agenda, self.rng = school, school.agenda, school.rng
        self.market = meetings.Market(school, self.finished)
        self.looking: dict[str, list[Person]] = {}  # project → those who look for a team

    # -- beginning ------------------------------------------------------------------------------------

    def begin(self, person: Person) -> None:
        """Take up the next project, if there is one and nothing else is on the desk."""
        if person.busy_with or person.gone or person.frozen:
            return
        for project in self.school.open_to(person):
            if project.is_timed:
                continue
            if project.track and not person.track:
                self._choose_track(person)
            if project.track in ("", person.track):
                self._take_up(project, person)
                return

    def _choose_track(self, person: Person) -> None:
        """Some go where somebody looks for a team; others where they please."""
        tracks_of = {project.slug: project.track for project in self.school.projects}
        called = sorted({tracks_of[slug] for slug, queue in self.looking.items() if queue} - {""})
        names = (
            called if called and self.school.chance(WITH_FRIENDS) else sorted({*tracks_of.values()} - {""})
        )
        person.track = self.school.one_of(names)
        tracks.choose(person.user, person.track)

    def _take_up(self, project: Project, person: Person) -> None:
        person.busy_with = project.slug
        alone = project.team_max == 1 or (project.team_min == 1 and not self.school.chance(TOGETHER))
        if alone:
            self.found(project, [person])
            return
        queue = self.looking.setdefault(project.slug, [])
        queue.append(person)
        if len(queue) >= max(2, project.team_min):
            self._team_up(project, queue)
        else:
            self.agenda.later(PATIENCE, self._give_up_looking, project, person)

    def _team_up(self, project: Project, queue: list[Person]) -> None:
        size = min(len(queue), project.team_max)
        people = queue[:size]
        del queue[:size]
        self.found(project, people)

    def _give_up_looking(self, project: Project, person: Person) -> None:
        queue = self.looking[project.slug]
        if person not in queue:
            return
        if project.team_min == 1:
            queue.remove(person)
            self.found(project, [person])
        else:
            self.agenda.later(PATIENCE, self._give_up_looking, project, person)

    def found(self, project: Project, people: list[Person]) -> Work | None:
        """Make the team and begin; those who have left meanwhile do not join."""
        people = [person for person in people if not person.gone and not person.frozen]
        if len(people) < project.team_min:
            for person in people:
                person.busy_with = ""
            return None
        leader, *others = people
        team = journey.start(project, by=leader.user)
        for other in others:
            self.agenda.wait(float(self.rng.integers(20, 600)))
            teams.answer(teams.invite(team, other.user, by=leader.user), accept=True)
        for person in people:
            person.teams[project.slug] = team
            person.busy_with = project.slug
        attempt = team.attempts.first() or journey.begin(team)
        work = Work(team, project, people, attempt)
        self.school.works[attempt.pk] = work
        if not project.is_timed:
            self._plan_to_close(work, self._hours(work))
        return work

    def _hours(self, work: Work) -> float:
        """Of presence. Those of the project file are meant for each of a team."""
        middle = sum(person.pace for person in work.people) / len(work.people)
        pace = PACE if work.project.hours < LONG else PACE_OF_LONG
        pace = pace if work.project.circle else PACE_OF_FIRST
        return float(work.project.hours * self.rng.uniform(0.7, 1.3) / (middle * pace))

    def _plan_to_close(self, work: Work, hours: float) -> None:
        days = work.leader.days
        end = days.after(self.agenda.now, hours)
        for share in self._checks(hours):
            if check := days.after(self.agenda.now, hours * share):
                self.agenda.at(check, self._check, work)
        if end:
            self.agenda.at(end, self.close, work)

    def _checks(self, hours: float) -> list[float]:
        """When they have their work checked, as shares of the time. Nobody is silent for a week."""
        count = max(int(self.school.chance(CHECKED)), int(hours // CHECKED_EVERY))
        return sorted(self.rng.uniform((n + 0.3) / count, (n + 0.8) / count) for n in range(count))

    # -- handing in -----------------------------------------------------------------------------------

    def _check(self, work: Work) -> None:
        away = any(person.gone or person.frozen for person in work.people)
        if away or work.over or work.attempt.state != Attempt.State.OPEN:
            return
        solution = self.school.shelf(work.project).some_wrong(self.rng)
        by, what = self.school.one_of(work.people), f"{work.tries} {self.agenda.now}"
        submission = self.submit(work.attempt, solution, by, what)
        self.grade(submission, Run.Purpose.CHECK, self.school.shelf(work.project), solution)

    def close(self, work: Work) -> None:
        if self._is_idle(work):
            return
        shelf = self.school.shelf(work.project)
        work.solution = self._solution(work, shelf)
        work.worth = float(self.rng.normal(89, 11) if self.school.chance(0.92) else self.rng.normal(45, 15))
        by = self.school.one_of(work.people)
        submission = self.submit(work.attempt, work.solution, by, f"{work.tries} closed")
        work.attempt = attempts.close(work.attempt, submission=submission, by=by.user)
        self.grade(submission, Run.Purpose.FINAL, shelf, work.solution)
        look_again(work.attempt)
        if work.attempt.state == Attempt.State.EVALUATION:
            self.agenda.wait(float(self.rng.integers(60, 900)))
            self.market.look_for_evaluators(work)
            self._free(work)
        else:
            work.over = True
            self.finished(work)

    def _free(self, work: Work) -> None:
        """While others look at it, people go on with the next one."""
        for person in work.people:
            if person.busy_with == work.project.slug:
                person.busy_with = ""
            self.begin(person)

    def _is_idle(self, work: Work) -> bool:
        """Nobody of the team is there any more; a frozen one comes back to it later."""
        work.people = [person for person in work.people if not person.gone]
        if any(person.frozen for person in work.people):
            self.agenda.later(24 * 3, self.close, work)
            return True
        return not work.people or work.over or work.attempt.state != Attempt.State.OPEN

    def _solution(self, work: Work, shelf: Shelf) -> Solution:
        if not self._passes(work):
            return shelf.some_wrong(self.rng)
        return shelf.right if self.school.chance(BONUS) else shelf.plain

    def _passes(self, work: Work) -> bool:
        best = max(person.skill for person in work.people)
        return self.school.chance(best + 0.12 * (work.tries - 1))

    def submit(self, attempt: Attempt, solution: Solution, by: Person, what: str) -> Submission:
        """The pinned bytes of a solution, as if they had been pushed. No repository is made for them."""
        commit = hashlib.sha1(f"{attempt.pk} {what}".encode(), usedforsecurity=False).hexdigest()
        source = Submission.Source.PUSH if self.school.chance(0.8) else Submission.Source.UPLOAD
        return Submission.objects.create(
            attempt=attempt,
            commit=commit,
            tree=solution.digest,
            files=solution.files,
            size=solution.size,
            source=source,
            submitted_by=by.user,
        )

    def grade(self, submission: Submission, purpose: Run.Purpose, shelf: Shelf, solution: Solution) -> None:
        """Some worker has taken the run, and tells what the folder says about this solution."""
        asked_at = self.agenda.now
        which: Which = "visible" if purpose == Run.Purpose.CHECK else "all"
        found = reports.found(shelf, solution, which, int(self.rng.integers(4)))
        self.agenda.wait(float(self.rng.uniform(0.4, 9)))
        run = past.judged(
            submission,
            found.report,
            found.rows,
            purpose=purpose,
            by=submission.submitted_by,
            worker=WORKER,
            asked_at=asked_at,
            measure=found.measure,
        )
        self.agenda.wait(found.report.seconds)
        journey.graded(run, found.report)

    # -- afterwards -----------------------------------------------------------------------------------

    def finished(self, work: Work) -> None:
        """An attempt has ended: on to the next project, or back to work."""
        look_again(work.attempt)
        for person in work.people:
            if work.attempt.passed:
                person.passed.add(work.project.slug)
            if person.busy_with == work.project.slug:
                person.busy_with = ""
        if not work.attempt.passed and work.attempt.retry_at and work.tries < MOST_TRIES:
            if not work.project.is_timed:
                wake = max(work.attempt.retry_at, self.agenda.now)
                self.agenda.at(work.leader.days.after(wake, 0.2) or self.school.ends, self._retry, work)
            return
        for person in work.people:
            self.begin(person)

    def _retry(self, work: Work) -> None:
        work.people = [person for person in work.people if not person.gone]
        if not work.people:
            return
        if any(person.frozen for person in work.people):
            self.agenda.later(48, self._retry, work)
            return
        work.attempt, work.tries, work.over = journey.begin(work.team), work.tries + 1, False
        self.school.works[work.attempt.pk] = work
        for person in work.people:
            person.busy_with = person.busy_with or work.project.slug
        self._plan_to_close(work, self._hours(work) * float(self.rng.uniform(0.1, 0.3)))
