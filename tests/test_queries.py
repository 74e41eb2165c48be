"""Every page asks the database as often in a large world as in a small one.

A new kind of row must be in the world (see `furnish`) before this test passes, a new page in the table of
tests/test_access.py.
"""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from academy.notices.models import PushTarget, Switch
from academy.people.models import Enrolment, EnrolmentChange
from academy.rehearsal.models import Rehearsal
from academy.staff.models import Step
from grader.models import CaseRow, Standstill
from peer_review.models import (
    Evaluation,
    Extra,
    Feedback,
    Habit,
    Hearing,
    MarketSettings,
    Objection,
    PatternSkip,
    Planted,
    Remark,
    Reschedule,
    Sale,
    SettingsChange,
    SheetVersion,
    Standby,
    SupervisorSheet,
    WeeklyAct,
    WorkEstimate,
)
from peer_review.models.ledger import Debt
from projects import experience, teams
from projects.models import Answer, HelpOffer, MarkCorrection, Sitting, Window
from projects.models.exams import SittingStep
from tests import making, test_access
from tests.growing import Growth
from tests.peer_review import making as peers
from tests.projects.sitting import exercise, plan
from tests.test_access import ROLES, TABLE, visit

SMALL, LARGE = 3, 12  # copies of everybody and everything
ALONE = {  # of these there is one, or none, for a person or a cohort
    *("grader.Contest", "notices.Mailbox", "peer_review.Alarm", "peer_review.Fit", "projects.TrackChoice"),
    *("people.User_groups", "people.User_user_permissions", "projects.Project_requires"),
    *("grader.Score", "staff.AttentionRules"),
}
FRAME = ["people.Cohort", "people.SchoolClass"]
world = test_access.world
pytestmark = pytest.mark.sqlite


def furnish(world):
    """A row of every kind that the world of tests/test_access.py does without."""
    ada, bob, eve, staff = (world["people"][role] for role in ("owner", "other", "evaluator", "staff"))
    attempt = making.make_finished(making.make_team(peers.make_project("done"), ada))
    about_marks(attempt, evaluate(attempt, by=eve), ada, staff)
    other = making.make_finished(making.make_team(peers.make_project("others"), bob))
    evaluate(other, by=ada)
    experience.pay(attempt)
    about_people(ada, staff)
    about_the_market(ada, staff, evaluation=Evaluation.objects.get(state="booked"))
    about_exams(ada)


def evaluate(attempt, *, by):
    then = peers.at(-3)
    meeting = dict.fromkeys(("team_checked_in_at", "evaluator_checked_in_at", "met_at"), then)
    return Evaluation.objects.create(
        cohort=making.make_cohort(),
        attempt=attempt,
        team=attempt.team,
        evaluator=by,
        sheet=SheetVersion.objects.get(project=attempt.team.project),
        starts_at=then,
        minutes=30,
        state="done",
        booked_by=attempt.team.members.get(),
        flag="ok",
        comment=peers.COMMENT,
        answers=peers.PERFECT,
        mark=100,
        filled_at=then,
        ended_at=then,
        **meeting,
    )


def about_marks(attempt, evaluation, ada, staff):
    grades = {"nice": 5, "rigorous": 4, "interested": 5, "punctual": 5}
    Feedback.objects.create(evaluation=evaluation, by=ada, comment="Thanks.", **grades)
    Remark.objects.create(evaluation=evaluation, path="main.py", line=1, text="Why?")
    WorkEstimate.objects.create(evaluation=evaluation, worth=90, deviation=5, chance=0.9)
    Hearing.objects.create(evaluation=evaluation, answer_until=peers.at(48))
    Objection.objects.create(attempt=attempt, kind="appeal", by=ada, reason="Look again.", price=1)
    Extra.objects.create(attempt=attempt, cause="doubt")
    Planted.objects.create(attempt=attempt, cohort=evaluation.cohort, known_mark=80, by=staff)
    SupervisorSheet.objects.create(
        attempt=attempt, name="Guest", email="g@example.org", by=staff, content={}, expires_at=peers.at(99)
    )
    MarkCorrection.objects.create(
        attempt=attempt, cause="staff", before=90, after=100, reason="A slip.", by=staff
    )
    run = attempt.submission.runs.create(
        purpose="final",
        state="done",
        verdict="passed",
        score=100,
        started_at=peers.NOW,
        ended_at=peers.NOW,
        task_digest="0" * 64,
    )
    CaseRow.objects.create(run=run, stage="cases", name="one", position=1, outcome="passed", result={})


def about_people(ada, staff):
    enrolment = ada.enrolments.get()
    change = {"before": Enrolment.State.FROZEN, "after": Enrolment.State.ACTIVE}
    EnrolmentChange.objects.create(enrolment=enrolment, reason="Back.", by=staff, **change)
    Step.objects.create(enrolment=enrolment, rule="quiet", key="1", kind="nudge", text="Hello?", by=staff)
    HelpOffer.objects.create(project=ada.teams.first().project, user=ada, words="Ask me.")
    Switch.objects.create(person=ada, kind="team", channel="mail", on=False)
    PushTarget.objects.create(person=ada, endpoint="https://push.example.org/1", p256dh="p", auth="a")
    Standstill.objects.create(over=True, ended_at=peers.NOW, by=staff)


def about_the_market(ada, staff, *, evaluation):
    cohort, today = making.make_cohort(), peers.NOW.date()
    market = MarketSettings.objects.get(cohort=cohort)
    SettingsChange.objects.create(market=market, by=staff, reason="Why", values={"pledge_factor": [1, 2]})
    Habit.objects.create(cohort=cohort, user=ada, given=3, points=1, deviation=1, noise=1)
    WeeklyAct.objects.create(cohort=cohort, week=today, heads=3, supply=9, commons=3)
    Sale.objects.create(cohort=cohort, ended_at=peers.at(99))
    Standby.objects.create(cohort=cohort, user=ada, day=today)
    PatternSkip.objects.create(pattern=ada.patterns.get(), day=today)
    account = ada.accounts.get()
    Debt.objects.create(entry=account.incoming.first().entry, account=account, change=1)
    times = {"from_at": evaluation.starts_at, "to_at": peers.at(9)}
    Reschedule.objects.create(evaluation=evaluation, proposed_by=ada, by_evaluator=False, **times)
    Rehearsal.objects.create(cohort=cohort, asked_by=staff, state="failed", trouble="None.")


def about_exams(ada):
    window, now = Window.objects.get(), timezone.now()
    team = teams.create(window.project, leader=ada)
    attempt = team.attempts.create(number=1)
    sitting = Sitting.objects.create(
        window=window, user=ada, attempt=attempt, plan=plan(), seed="1", ends_at=now + timedelta(hours=1)
    )
    step = SittingStep.objects.create(sitting=sitting, number=1, exercise=exercise("one"), marks=50)
    Answer.objects.create(step=step, submission=making.make_submission(team), outcome="failed", judged_at=now)


def enlarge(growth, copies):
    """More people with all that is theirs, more of everything for the same people, more tries of a team."""
    kept = ["projects.Project", "projects.Team", "projects.Membership"]
    for number in copies:
        growth.grow(number, keep=[*FRAME, "projects.Project", "peer_review.SheetVersion"])
        growth.grow(number + 100, keep=[*FRAME, "people.User"])
        growth.grow(number + 200, keep=[*FRAME, *kept], numbers={"people.User": number})


def readers(name):
    """Who sees most of a page: staff, and the first of those whom it is about."""
    method, statuses = TABLE[name]
    served = [role for role, status in zip(ROLES, statuses, strict=True) if status == 200]
    about = [role for role in ("owner", "evaluator") if role in served][:1]
    return [role for role in (*about, "staff") if method == "get" and role in served]


def queries(clients, world):
    """How many each page takes, by its name and reader."""
    found = {}
    for name in TABLE:
        for role in readers(name):
            with CaptureQueriesContext(connection) as asked:
                visit(clients[role], world, name)
            found[name, role] = len(asked)
    return found


@pytest.fixture
def clients(world):
    clients = {role: Client() for role in ("owner", "evaluator", "staff")}
    for role, client in clients.items():
        client.force_login(
            world["people"][role], backend="allauth.account.auth_backends.AuthenticationBackend"
        )
    return clients


def test_every_page_takes_the_same_queries_in_a_small_and_in_a_large_world(world, clients):
    furnish(world)
    growth = Growth()
    enlarge(growth, range(1, SMALL + 1))
    small = queries(clients, world)
    enlarge(growth, range(SMALL + 1, LARGE + 1))

    large = queries(clients, world)

    assert set(growth.empty()) <= ALONE
    assert {page: (small[page], large[page]) for page in small if large[page] > small[page]} == {}
