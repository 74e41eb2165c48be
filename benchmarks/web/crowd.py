"""A cohort in the middle of its course, written as rows: for measuring pages and counting their queries.

Everybody has some zeal and has come as far in the curriculum; work takes one to three tries, and every second
finished attempt has been evaluated twice, a few of them today. The same seed makes the same cohort.
"""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

from django.db import transaction
from django.utils import timezone

from academy.people.models import CLASS_SIZE, Cohort, Enrolment, SchoolClass, User
from grader.models import Run
from peer_review.models import Account, Evaluation, SheetVersion
from projects.models import Attempt, Membership, Project, Submission, Team, XpEntry

WEEKS, INTO = 24, timedelta(weeks=17)  # the course, and how far it is
FIRST_KEY = 1_000_000  # rows name each other before they are written; real ones are far below
FAMILY, GIVEN = (
    "김이박최정강조윤장임",
    ("민지", "준호", "서연", "하늘", "도윤", "예린", "지호", "수아", "현우"),
)


@dataclass
class Crowd:
    """The rows, kind by kind, in the order in which they are written."""

    cohort: Cohort
    users: list[User]
    projects: list[Project]
    rows: dict[type, list] = field(default_factory=dict)  # type: ignore[type-arg]
    keys: count = field(default_factory=lambda: count(FIRST_KEY))  # type: ignore[type-arg]

    def add(self, model: type, /, **values: object):  # type: ignore[no-untyped-def]
        row = model(pk=next(self.keys), **values)
        self.rows.setdefault(model, []).append(row)
        return row


@transaction.atomic
def make(people: int = 180, projects: int = 30, *, seed: int = 1) -> Cohort:
    """Write a cohort with the slug "crowd" in about twenty statements a thousand rows."""
    dice = random.Random(seed)  # noqa: S311 - no secret
    began = timezone.now() - INTO
    crowd = Crowd(_cohort(began), _people(people), _curriculum(projects))
    enrol(crowd)
    for user in crowd.users:
        _career(crowd, user, dice, began)
    for evaluation in crowd.rows[Evaluation][:6]:
        evaluation.starts_at = timezone.now()
    for rows in crowd.rows.values():
        type(rows[0]).objects.bulk_create(rows, batch_size=500)
    return crowd.cohort


def _cohort(began: datetime) -> Cohort:
    first = began.date()
    return Cohort.objects.create(
        name="빛고을 AI 1기", slug="crowd", starts_on=first, ends_on=first + timedelta(weeks=WEEKS)
    )


def _people(number: int) -> list[User]:
    names = [FAMILY[i % len(FAMILY)] + GIVEN[i // len(FAMILY) % len(GIVEN)] for i in range(number)]
    return User.objects.bulk_create(
        User(
            pk=FIRST_KEY + i,
            login=f"crowd-{i:03}",
            name=name,
            email=f"crowd-{i:03}@example.org",
            role=User.Role.TRAINEE,
            password="!",  # noqa: S106 - nobody signs in with it
            last_login=timezone.now() - timedelta(hours=7 * (i % 50)),
        )
        for i, name in enumerate(names)
    )


def _curriculum(number: int) -> list[Project]:
    rows = Project.objects.bulk_create(
        Project(
            pk=FIRST_KEY + i,
            slug=f"crowd-{i:02}",
            title_ko=f"과제 {i + 1}",
            title_en=f"Project {i + 1}",
            summary_ko="요약",
            summary_en="A summary.",
            subject_ko="# 과제\n\n설명",
            subject_en="# Project\n\nText.",
            circle=i * 10 // max(1, number),
            position=1000 + i,
            xp=400 + 70 * i,
            hours=20,
            evaluations=2,
            folder_digest="0" * 64,
        )
        for i in range(number)
    )
    SheetVersion.objects.bulk_create(
        SheetVersion(pk=row.pk, project=row, digest="0" * 64, content={}) for row in rows
    )
    return rows


def enrol(crowd: Crowd) -> None:
    classes = [
        SchoolClass.objects.create(cohort=crowd.cohort, number=1 + i)
        for i in range(-(-len(crowd.users) // CLASS_SIZE))
    ]
    for i, user in enumerate(crowd.users):
        crowd.add(Enrolment, user=user, cohort=crowd.cohort, school_class=classes[i // CLASS_SIZE])
        crowd.add(Account, user=user, cohort=crowd.cohort, kind=Account.Kind.PERSON, balance=i % 9)


def _career(crowd: Crowd, user: User, dice: random.Random, began: datetime) -> None:
    """One trainee from the first day on: project after project, as long as there is time."""
    pace = dice.lognormvariate(0, 0.35) * INTO.total_seconds() / (len(crowd.projects) * 0.62)
    moment = began
    for project in crowd.projects:
        team = crowd.add(Team, project=project, name=user.login, key=f"{user.login}-{project.slug}")
        crowd.add(Membership, team=team, project=project, user=user, is_leader=True)
        for number in range(1, dice.choice((2, 2, 2, 3, 3, 4))):
            opened, moment = moment, moment + timedelta(seconds=dice.uniform(0.2, 0.9) * pace)
            over = moment > timezone.now()
            _attempt(crowd, team, user, dice, number=number, opened=opened, closed=None if over else moment)
            if over:
                return
        moment += timedelta(days=dice.uniform(0, 1))
        if moment > timezone.now():
            return


def _attempt(
    crowd: Crowd,
    team: Team,
    user: User,
    dice: random.Random,
    *,
    number: int,
    opened: datetime,
    closed: datetime | None,
) -> None:
    values: dict[str, object] = {"team": team, "number": number, "opened_at": opened}
    if closed is None:
        attempt = crowd.add(Attempt, **values)
        if dice.random() < 0.6:
            _hand_in(crowd, attempt, user, opened + (timezone.now() - opened) * dice.random())
        return
    score = dice.choice((40, 70, 100, 100, 100))
    submission_key = next(crowd.keys)
    values |= {"closed_at": closed, "closed_by": user, "submission_id": submission_key, "grader_score": score}
    if score < 100:
        attempt = crowd.add(Attempt, **values, state=Attempt.State.RETURNED, ended_at=closed)
    else:
        mark = min(125, max(30, int(dice.gauss(96, 14))))
        ended = closed + timedelta(hours=dice.uniform(1, 60))
        attempt = crowd.add(
            Attempt, **values, state=Attempt.State.FINISHED, ended_at=ended, mark=mark, peer_mark=mark
        )
        if mark >= team.project.pass_mark:
            _pay(crowd, attempt, user, mark, ended)
        if dice.random() < 0.5:
            _evaluate(crowd, attempt, user, dice, mark, ended)
    submission = _hand_in(crowd, attempt, user, closed, key=submission_key)
    _judge(crowd, submission, score, closed, dice)


def _hand_in(
    crowd: Crowd, attempt: Attempt, user: User, at: datetime, *, key: int | None = None
) -> Submission:
    submission: Submission = crowd.add(
        Submission,
        attempt=attempt,
        commit=f"{next(crowd.keys):040x}",
        tree="0" * 64,
        files=1,
        size=100,
        source="push",
        submitted_by=user,
        submitted_at=at,
    )
    if key:
        submission.pk = key
    return submission


def _judge(crowd: Crowd, submission: Submission, score: int, at: datetime, dice: random.Random) -> None:
    crowd.add(
        Run,
        submission=submission,
        purpose=Run.Purpose.FINAL,
        state=Run.State.DONE,
        verdict=Run.Verdict.PASSED if score == 100 else Run.Verdict.FAILED,
        score=score,
        requested_at=at,
        started_at=at + timedelta(seconds=1),
        ended_at=at + timedelta(seconds=1 + dice.uniform(2, 40)),
        task_digest="0" * 64,
    )


def _pay(crowd: Crowd, attempt: Attempt, user: User, mark: int, at: datetime) -> None:
    project, paid = attempt.team.project, crowd.rows.setdefault(XpEntry, [])
    if not any(entry.user == user and entry.project == project for entry in paid[-3:]):
        amount = project.xp * mark // 100
        crowd.add(XpEntry, user=user, project=project, attempt=attempt, amount=amount, created_at=at)


def _evaluate(
    crowd: Crowd, attempt: Attempt, user: User, dice: random.Random, mark: int, ended: datetime
) -> None:
    others = [other for other in dice.sample(crowd.users, min(4, len(crowd.users))) if other != user]
    taken = {e.evaluator_id for e in crowd.rows.get(Evaluation, [])[-6:] if e.team == attempt.team}
    for evaluator in [other for other in others if other.pk not in taken][:2]:
        start = ended - timedelta(minutes=45)
        crowd.add(
            Evaluation,
            cohort=crowd.cohort,
            attempt=attempt,
            team=attempt.team,
            evaluator=evaluator,
            sheet_id=attempt.team.project_id,
            starts_at=start,
            minutes=30,
            state=Evaluation.State.DONE,
            booked_by=user,
            booked_at=start - timedelta(hours=8),
            team_checked_in_at=start,
            evaluator_checked_in_at=start,
            met_at=start,
            flag="ok",
            comment="Read and discussed.",
            mark=mark,
            filled_at=ended,
            ended_at=ended,
        )
