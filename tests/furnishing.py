"""A row of every kind in the world of tests/test_access.py, so that its pages show all that they can show."""

from datetime import timedelta

from django.utils import timezone

from academy.notices.models import PushTarget, Switch
from academy.people.models import Enrolment, EnrolmentChange
from academy.rehearsal.models import Rehearsal
from academy.staff.models import Step
from grader import runs
from grader.models import CaseRow, Contest, Run, Score, Standstill
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
from projects.models import Answer, Attempt, HelpOffer, MarkCorrection, Project, Sitting, Window
from projects.models.exams import SittingStep
from tests import making
from tests.peer_review import making as peers
from tests.projects.sitting import exercise, plan


def furnish(world):
    """A row of every kind that the world of tests/test_access.py does without."""
    ada, bob, eve, staff = (world["people"][role] for role in ("owner", "other", "evaluator", "staff"))
    attempt = making.make_finished(making.make_team(peers.make_project("done"), ada))
    about_marks(attempt, evaluate(attempt, by=eve), ada, staff)
    about_waiting(ada)
    about_scores(ada)
    other = making.make_finished(making.make_team(peers.make_project("others"), bob))
    evaluate(other, by=ada)
    experience.pay(attempt)
    about_people(ada, staff)
    about_the_market(ada, staff, evaluation=Evaluation.objects.get(state="booked"))
    about_exams(ada)


def about_waiting(ada):
    """Staff are asked for an evaluation, for one by a mentor, and for a supervisor."""
    Attempt.objects.filter(state="evaluation").update(closed_at=peers.at(-99))
    peers.make_attempt(peers.make_project("partnered", mentor=True), ada)


def about_scores(ada):
    project = Project.objects.get(slug="ranked")
    team = making.make_team(project, ada)
    run = runs.request(making.make_submission(team), purpose=Run.Purpose.CHECK)
    judged = {"state": Run.State.DONE, "verdict": "passed", "score": 100}
    Run.objects.filter(pk=run.pk).update(started_at=peers.NOW, ended_at=peers.NOW, **judged)
    numbers = {"step": 0.01, "public": 80, "private": 70}
    Score.objects.create(
        run=run, team=team, scorer="roc_auc", greater=True, handed_in_at=peers.NOW, **numbers
    )
    Contest.objects.create(project=project, cohort=making.make_cohort(), closes_at=peers.at(999))


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
    HelpOffer.objects.create(project=Project.objects.get(slug="solo"), user=ada, words="Ask me.")
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
