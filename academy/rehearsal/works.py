"""What people work on: projects in order, teams that wait for members, attempts that wait for evaluators."""

from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from academy.people.models import User
from peer_review.models import Evaluation
from projects import attempts
from projects.models import Attempt, Membership, Submission, Team

from .stage import Exercise

TEAM_PATIENCE = 96.0  # hours after which a team begins without its missing members


class Doing(IntEnum):
    WORKING = 0
    LOOKING_FOR_A_TEAM = 1
    UNDER_EVALUATION = 2
    REWORKING = 3
    FINISHED = 4


@dataclass(eq=False)
class Work:
    """An attempt that is under evaluation, as the simulation remembers it."""

    attempt: Attempt
    members: list[int]
    number: int  # of the exercise
    since: float  # calendar hour
    passes: bool
    missed_at: list[float] = field(default_factory=list)  # hours of evaluations that nobody has replaced yet


class Desk:
    """Who works on what. People are numbers here; `users` are their rows in the database."""

    def __init__(
        self,
        exercises: list[Exercise],
        users: list[User],
        pace: NDArray[np.float64],
        *,
        passes: float,
        rng: np.random.Generator,
    ):
        self.exercises, self.users, self.pace = exercises, users, pace
        self.passes, self.rng = passes, rng
        count = len(pace)
        self.at = np.zeros(count, int)  # number of the exercise
        self.left = exercises[0].work / pace  # half hours of work
        self.ahead = np.zeros(count)  # work done on the next exercise while waiting
        self.doing = np.full(count, Doing.WORKING)
        self.gone = np.zeros(count, bool)
        self.waiting_for_team: dict[int, list[tuple[int, float]]] = {}
        self.under_way: list[Work] = []
        self.by_attempt: dict[int, Work] = {}
        self.attempts = 0
        self._teams: dict[tuple[int, int], Team] = {}
        self._members: dict[int, list[int]] = {}  # by team, the leader first
        for person in range(count):
            self._begins(person)

    def half_hour(self, here: NDArray[np.bool_], busy: set[int], hour: float) -> list[Work]:
        """Everybody who is here works; gives the attempts that were handed in."""
        free = here & ~self.gone
        free[list(busy)] = False
        at_work = free & ((self.doing == Doing.WORKING) | (self.doing == Doing.REWORKING))
        self.left[at_work] -= 1
        self.ahead[free & (self.doing == Doing.UNDER_EVALUATION)] += 0.5
        done = [self._done(int(person), hour) for person in np.nonzero(at_work & (self.left <= 0))[0]]
        handed_in = [work for work in done if work]
        return handed_in + self._teams_that_begin(hour)

    def _done(self, person: int, hour: float) -> Work | None:
        exercise = self.exercises[self.at[person]]
        if self.doing[person] == Doing.UNDER_EVALUATION:  # a team mate has handed in for both just now
            return None
        if self.doing[person] == Doing.REWORKING:
            members = self._still_there(person)
            ready = all(self.left[m] <= 0 for m in members)
            return self._hand_in(members, hour) if ready else None
        if exercise.team > 1:
            self.waiting_for_team.setdefault(int(self.at[person]), []).append((person, hour))
            self.doing[person] = Doing.LOOKING_FOR_A_TEAM
            return None
        return self._hand_in([person], hour)

    def _still_there(self, person: int) -> list[int]:
        team = self._teams[person, int(self.at[person])]
        return [member for member in self._members[team.pk] if not self.gone[member]]

    def _teams_that_begin(self, hour: float) -> list[Work]:
        begun = []
        for number, queue in self.waiting_for_team.items():
            queue[:] = [(person, since) for person, since in queue if not self.gone[person]]
            size = self.exercises[number].team
            while len(queue) >= size or (queue and hour - queue[0][1] > TEAM_PATIENCE):
                members = [person for person, _since in queue[:size]]
                del queue[:size]
                begun.append(self._hand_in(members, hour))
        return begun

    def _hand_in(self, members: list[int], hour: float) -> Work:
        """Close an attempt of this team; the grader has passed it."""
        number = int(self.at[members[0]])
        team = self._team(members, number)
        leader = self.users[self._members[team.pk][0]]
        attempt = attempts.open_next(team)
        submission = Submission.objects.create(
            attempt=attempt,
            commit=f"{self.attempts:040x}",
            tree="0" * 64,
            files=1,
            size=1,
            source=Submission.Source.PUSH,
            submitted_by=leader,
        )
        attempt = attempts.close(attempt, submission=submission, by=leader)
        attempt = attempts.to_evaluation(attempt, grader_score=100)
        work = Work(attempt, members, number, hour, passes=bool(self.rng.random() < self.passes))
        self.attempts += 1
        self.under_way.append(work)
        self.by_attempt[attempt.pk] = work
        self.doing[members] = Doing.UNDER_EVALUATION
        return work

    def _team(self, members: list[int], number: int) -> Team:
        key = (members[0], number)
        if key in self._teams:
            return self._teams[key]
        project = self.exercises[number].project
        team = Team.objects.create(
            project=project, name=f"team {members[0]}", key=f"{project.slug}-{members[0]}"
        )
        Membership.objects.bulk_create(
            Membership(team=team, project=project, user=self.users[member], is_leader=index == 0)
            for index, member in enumerate(members)
        )
        self._members[team.pk] = list(members)
        for member in members:
            self._teams[member, number] = team
        return team

    def _begins(self, person: int) -> None:
        """Who works alone has started the project: from now on they stand in its circle."""
        number = int(self.at[person])
        if self.exercises[number].team == 1:
            self._team([person], number)

    def judged(self, work: Work, *, passed: bool) -> None:
        """All evaluations are in: on to the next exercise, or back to work."""
        self.under_way.remove(work)
        for member in work.members:
            if passed:
                self._next(member, work.number + 1)
            else:
                self.doing[member] = Doing.REWORKING
                self.left[member] = self.rng.uniform(7, 21)
            self.ahead[member] = 0

    def _next(self, person: int, number: int) -> None:
        if number >= len(self.exercises):
            self.doing[person] = Doing.FINISHED
            return
        self.at[person] = number
        self.doing[person] = Doing.WORKING
        self.left[person] = max(2.0, self.exercises[number].work / self.pace[person] - self.ahead[person])
        self._begins(person)

    def leaves(self, person: int) -> None:
        self.gone[person] = True
        for work in list(self.under_way):
            work.members = [member for member in work.members if member != person]
            if not work.members:
                self.under_way.remove(work)

    def work_of(self, evaluation: Evaluation) -> Work | None:
        return self.by_attempt.get(evaluation.attempt_id)
