"""A team's way through the capstone as its folder says: build, three peers, a mentor, the partner, a mark."""

import re
from pathlib import Path

import pytest
from django.core import mail
from django.urls import reverse

from academy import journey
from grader import runs
from grader.report import Report
from peer_review import evaluations, mentors, sheets
from projects import catalogue, submissions, teams
from projects.folder.project import read_folder
from projects.models import Attempt, Submission, XpEntry
from projects.refusals import Refused
from tests.making import make_cohort, make_person, make_team
from tests.peer_review import making as peers
from tests.peer_review.making import COMMENT, book, meet, offer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
FOLDER = Path(__file__).parents[2] / "projects" / "curriculum" / "capstone"
MEMBERS, PEERS = ("ada", "bob", "cho", "dan"), ("eve", "fay", "gil")


@pytest.fixture
def clock(time_machine):
    time_machine.move_to(peers.NOW, tick=False)
    return time_machine


@pytest.fixture
def capstone(clock):
    project = catalogue.keep(read_folder(FOLDER), task_digest="0" * 64)
    sheets.load(project, FOLDER / "sheet.yaml")
    return project


@pytest.fixture
def team(capstone):
    market = make_cohort().market_settings
    type(market).objects.filter(pk=market.pk).update(mentor_weight=2, supervisor_weight=2)
    return make_team(capstone, *(peers.make_trainee(login) for login in MEMBERS))


def graded(team, verdict="passed", score=100):
    """The team has handed in and closed, and the grader has looked."""
    ada = team.members.get(login="ada")
    files = dict.fromkeys(team.project.files, (b"there\n", False))
    commit = submissions.commit_upload(team, files, by=ada)
    submission, _check = journey.handed_in(team, commit=commit, source=Submission.Source.UPLOAD, by=ada)
    journey.close(submission.attempt, submission=submission, by=ada)
    run = runs.claim("worker")
    journey.graded(run, Report(verdict, score, "all", (), (), "sha256:image", "task", "tree", 0.1))
    return Attempt.objects.get()


def evaluated(evaluation, clock):
    """Everybody meets and the sheet is filled: full marks, no bonus."""
    clock.move_to(evaluation.starts_at)
    meet(evaluation)
    bonus = {one.name for part in evaluation.asked.sections if part.bonus for one in part.questions}
    answers = {
        one.name: False if one.name in bonus else True if one.kind == "yes_no" else 5
        for one in evaluation.asked.questions()
    }
    journey.fill(evaluation, by=evaluation.evaluator, answers=answers, flag="ok", comment=COMMENT)


def page(client, person, name, *args):
    client.force_login(person)
    return client.get(reverse(name, args=args)).content.decode()


def test_four_make_it_with_peers_a_mentor_and_the_partner(
    team, clock, client, django_capture_on_commit_callbacks
):
    ada, sora = team.members.get(login="ada"), make_person("sora", role="staff")
    max_ = make_person("max", role="mentor")
    attempt = graded(team)
    asked = page(client, ada, "trainee:project", "capstone")
    for number, login in enumerate(PEERS):
        person = peers.make_trainee(login)
        teams.create(team.project, leader=person)
        offer(person, start=4 + 2 * number, hours=2)
    booked = [book(attempt, start=4 + 2 * number) for number in range(3)]
    client.force_login(max_)
    client.post(reverse("peer_review:mentor", args=[attempt.pk]), {"day": "2026-03-02", "begins": "12:00"})
    client.force_login(sora)
    with django_capture_on_commit_callbacks(execute=True):
        partner = {"name": "Ms Park", "email": "park@partner.example"}
        client.post(reverse("peer_review:invite-supervisor", args=[attempt.pk]), partner)
    client.logout()

    for evaluation in [mentors.evaluation_of(attempt), *booked]:
        evaluated(evaluation, clock)
    before = Attempt.objects.get().state
    link = re.search(r"/supervisor/[^/\s]+/", mail.outbox[-1].body)[0]
    answers = {f"q-{name}": "4" for name in ("agreed", "quality", "understanding", "communication", "again")}
    client.post(
        reverse("peer_review:supervisor", args=["x"]).replace("/supervisor/x/", link),
        answers | {"comment": COMMENT},
    )

    attempt.refresh_from_db()
    assert "A mentor evaluates you as well" in asked
    assert "Your mark waits for it" in asked
    assert before == "evaluation"
    assert (attempt.state, attempt.mark) == ("finished", 94)  # (3 × 100 + 2 × 100 + 2 × 80) ÷ 7
    assert {entry.user.login: entry.amount for entry in XpEntry.objects.all()} == dict.fromkeys(MEMBERS, 9400)
    assert "Ms Park" in page(client, ada, "peer_review:mark", attempt.pk)


def test_what_does_not_build_goes_back_and_troubles_nobody(team):
    attempt = graded(team, "failed", 0)

    assert (attempt.state, attempt.mark) == ("returned", None)
    assert mentors.waiting() == []


def test_a_team_lacking_a_paper_cannot_close(team):
    ada = team.members.get(login="ada")
    commit = submissions.commit_upload(team, {"README.md": (b"x\n", False)}, by=ada)
    submission, _run = journey.handed_in(team, commit=commit, source=Submission.Source.UPLOAD, by=ada)

    with pytest.raises(Refused, match=r"PLAN\.md, DEMO\.md, REPORT\.md"):
        journey.close(submission.attempt, submission=submission, by=ada)


def test_three_are_too_few(capstone):
    three = [peers.make_trainee(login) for login in MEMBERS[:3]]

    with pytest.raises(Refused):
        make_team(capstone, *three)


def test_only_people_of_other_teams_evaluate(team, clock):
    attempt = graded(team)
    stranger = peers.make_trainee("hal")
    offer(stranger, start=4, hours=2)

    with pytest.raises(Refused):
        book(attempt)
    assert evaluations.missing(attempt) == 3
