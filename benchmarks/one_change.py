"""What one change costs in a cohort of 180, with every query: a slot opens, all who wait are matched."""

import random
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import numpy as np
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from academy.people.models import Cohort, Enrolment, User
from peer_review import matching, quarters, waiting
from peer_review.known_rules import read_once
from peer_review.models import Account, Evaluation, SheetVersion, Slot, Waiting
from projects.models import Attempt, Membership, Project, Submission, Team

PEOPLE, TEAMS, REPEAT = 180, 27, 100


def main() -> None:
    with database_of_its_own():
        cohort = made_up()
        now = timezone.now()
        within = range(quarters.first_from(now), quarters.at(now + timedelta(days=14)))
        with read_once():
            wanting = waiting.ready(cohort)

        def matched() -> int:
            return match(cohort, wanting, within)

        def whole() -> int:
            with read_once():
                return match(cohort, waiting.ready(cohort), within)

        print(f"{connection.vendor}: {PEOPLE} people, {len(wanting)} teams")
        for name, act in (
            ("the market and the matching", matched),
            ("the same, and who of the waiting list may be booked", whole),
        ):
            print(f"{name}: {measured(act)}")


def measured(act: Callable[[], int]) -> str:
    with CaptureQueriesContext(connection) as asked:
        placed = act()
    seconds = []
    for _ in range(REPEAT):
        begin = time.process_time()
        act()
        seconds.append(time.process_time() - begin)
    cuts = statistics.quantiles(seconds, n=20)
    return (
        f"{placed} matched, {len(asked)} queries, p50 {1000 * statistics.median(seconds):.1f} ms, "
        f"p95 {1000 * cuts[-1]:.1f} ms, least {1000 * min(seconds):.1f} ms"
    )


def match(cohort: Cohort, wanting: list[waiting.Wanting], within: range) -> int:
    """What `waiting.serve` looks at before it books."""
    wants = [matching.Want(row.attempt, row.opens, row.closes, row.days_away()) for row, _ in wanting]
    market = matching.look(cohort, wants, within=within)
    return len(matching.place(market.problem, np.array([missing for _row, missing in wanting])))


@contextmanager
def database_of_its_own() -> Iterator[None]:
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def made_up() -> Cohort:
    """A cohort with two months of evaluations behind it, and a slot of an hour from everybody ahead."""
    dice, now = random.Random(1), timezone.now()  # noqa: S311
    cohort = Cohort.objects.create(
        name="Benchmark", slug="benchmark", starts_on=date(2026, 1, 1), ends_on=date(2027, 1, 1)
    )
    people = User.objects.bulk_create(
        User(login=f"p{n}", email=f"p{n}@example.org", name=f"P {n}") for n in range(PEOPLE)
    )
    Enrolment.objects.bulk_create(Enrolment(user=user, cohort=cohort) for user in people)
    Account.objects.bulk_create(
        Account(cohort=cohort, user=user, kind="person", balance=dice.randrange(8)) for user in people
    )
    projects = [_project(number) for number in range(4)]
    teams = [_teams(project, people) for project in projects]
    pools = {"escrow": 0, "commons": PEOPLE, "mint": 0, "sink": 0}
    Account.objects.bulk_create(Account(cohort=cohort, kind=kind, balance=has) for kind, has in pools.items())
    looking = set()
    for team in dice.sample(teams[3], TEAMS):
        attempt = _attempt(team, "evaluation", now - timedelta(hours=dice.randrange(40)))
        leader = team.members.get()
        Waiting.objects.create(cohort=cohort, attempt=attempt, asked_by=leader, opens=0, closes=96)
        looking.add(leader.pk)
    _history(cohort, [team for done in teams[:3] for team in done], people, dice)
    first = quarters.at(now) + 8
    for user in people:
        hours = 36 if user.pk in looking else 96  # what a team pledges lies within two days
        begin = first + dice.randrange(2 * hours) * 2
        Slot.objects.bulk_create(Slot(evaluator=user, quarter=begin + i) for i in range(4))
    return cohort


def _project(number: int) -> Project:
    texts = dict.fromkeys(
        ("title_ko", "title_en", "summary_ko", "summary_en", "subject_ko", "subject_en"), "-"
    )
    project = Project.objects.create(
        slug=f"project-{number}",
        circle=0,
        position=number,
        xp=100,
        hours=5,
        evaluations=2,
        folder_digest="0" * 64,
        task_digest="0" * 64,
        **texts,
    )
    SheetVersion.objects.create(project=project, digest="0" * 64, content={})
    return project


def _teams(project: Project, people: list[User]) -> list[Team]:
    teams = Team.objects.bulk_create(
        Team(project=project, name=user.login, key=f"{project.slug}-{user.login}") for user in people
    )
    Membership.objects.bulk_create(
        Membership(team=team, project=project, user=user, is_leader=True)
        for team, user in zip(teams, people, strict=True)
    )
    return teams


def _attempt(team: Team, state: str, closed_at) -> Attempt:  # type: ignore[no-untyped-def]
    attempt = Attempt.objects.create(team=team, number=1)
    submission = Submission.objects.create(
        attempt=attempt,
        commit="0" * 40,
        tree="0" * 64,
        files=1,
        size=1,
        source="push",
        submitted_by=team.members.get(),
    )
    ended = {"mark": 100, "ended_at": closed_at} if state == "finished" else {}
    Attempt.objects.filter(pk=attempt.pk).update(
        state=state, closed_at=closed_at, submission=submission, **ended
    )
    return attempt


def _history(cohort: Cohort, teams: list[Team], people: list[User], dice: random.Random) -> None:
    now, sheet = timezone.now(), SheetVersion.objects.first()
    rows = []
    for team in teams:
        when = now - timedelta(minutes=15 * dice.randrange(60 * 96))
        attempt = _attempt(team, "finished", when)
        others = dice.sample([user for user in people if user.login != team.name], 2)
        rows += [
            Evaluation(
                cohort=cohort,
                attempt=attempt,
                team=team,
                evaluator=user,
                sheet=sheet,
                booked_by=user,
                starts_at=quarters.start(quarters.at(when)),
                minutes=30,
                state="done",
                mark=100,
                flag="ok",
                comment="-",
                filled_at=when,
                ended_at=when,
                met_at=when,
                team_checked_in_at=when,
                evaluator_checked_in_at=when,
            )
            for user in others
        ]
    Evaluation.objects.bulk_create(rows)
