"""Each constraint meets the row that it exists to refuse."""

import pytest
from django.db import IntegrityError
from django.utils import timezone

from projects.models import Attempt, Membership, Picture, Project, Submission, TeamInvitation, XpEntry
from tests.making import make_closed, make_finished, make_person, make_project, make_submission, make_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return make_team(make_project(), make_person("ada"))


def test_a_person_has_one_team_per_project(team):
    ada = team.members.get()

    with pytest.raises(IntegrityError, match=r"person_has_one_team_per_project|projects_membership"):
        Membership.objects.create(team=team, project=team.project, user=ada)


def test_a_project_has_one_picture_of_a_name(team):
    Picture.objects.create(project=team.project, name="map", svg="<svg/>")

    with pytest.raises(IntegrityError, match=r"one_picture_of_a_name|projects_picture"):
        Picture.objects.create(project=team.project, name="map", svg="<svg/>")


def test_a_team_has_one_leader(team):
    with pytest.raises(IntegrityError, match=r"team_has_one_leader|projects_membership.team_id"):
        Membership.objects.create(team=team, project=team.project, user=make_person("bob"), is_leader=True)


def test_one_open_invitation_per_person_and_team(team):
    bob, ada = make_person("bob"), team.members.get()
    TeamInvitation.objects.create(team=team, user=bob, invited_by=ada, state="declined")
    TeamInvitation.objects.create(team=team, user=bob, invited_by=ada)

    with pytest.raises(IntegrityError):
        TeamInvitation.objects.create(team=team, user=bob, invited_by=ada)


@pytest.mark.parametrize(
    "bad",
    [
        {"team_min": 0},
        {"team_min": 3, "team_max": 2},
        {"pass_mark": 0},
        {"pass_mark": 126},
        {"evaluation_minutes": 20},
        {"evaluator": "friends"},
    ],
    ids=lambda bad: ",".join(bad),
)
def test_a_project_makes_sense(bad):
    project = make_project()

    with pytest.raises(IntegrityError):
        Project.objects.filter(pk=project.pk).update(**bad)


def test_a_team_has_one_attempt_under_way(team):
    with pytest.raises(IntegrityError, match=r"team_has_one_attempt_under_way|projects_attempt.team_id"):
        Attempt.objects.create(team=team, number=2)


def test_attempt_numbers_are_unique_in_a_team(team):
    make_finished(team)

    with pytest.raises(IntegrityError):
        Attempt.objects.create(team=team, number=1)


@pytest.mark.parametrize(
    "bad",
    [
        {"closed_at": timezone.now()},
        {"state": "grading"},
        {"state": "grading", "closed_at": timezone.now()},
        {"mark": 80},
        {"state": "unheard-of"},
        {"ended_at": timezone.now()},
    ],
    ids=[
        "closed-but-open",
        "grading-not-closed",
        "grading-nothing",
        "mark-too-early",
        "unknown",
        "ended-but-open",
    ],
)
def test_an_open_attempt_has_nothing_of_a_closed_one(team, bad):
    attempt = team.attempts.get()

    with pytest.raises(IntegrityError):
        Attempt.objects.filter(pk=attempt.pk).update(**bad)


@pytest.mark.parametrize(
    "bad",
    [{"mark": None}, {"mark": 126}, {"mark": -43}, {"ended_at": None}, {"submission": None}],
    ids=["no-mark", "too-high", "too-low", "no-end", "no-work"],
)
def test_a_finished_attempt_is_complete(team, bad):
    attempt = make_finished(team)

    with pytest.raises(IntegrityError):
        Attempt.objects.filter(pk=attempt.pk).update(**bad)


def test_a_submission_is_pinned_by_one_attempt(team):
    first = make_closed(team)
    other = make_team(make_project("second"), make_person("bob"))

    with pytest.raises(IntegrityError):
        Attempt.objects.filter(team=other).update(
            state="grading", closed_at=timezone.now(), submission=first.submission
        )


def test_a_commit_is_submitted_once_per_attempt(team):
    submission = make_submission(team)
    submission.pk = None

    with pytest.raises(IntegrityError):
        submission.save()


def test_a_submission_comes_through_a_known_door(team):
    submission = make_submission(team)

    with pytest.raises(IntegrityError):
        Submission.objects.filter(pk=submission.pk).update(source="fax")


def test_an_attempt_pays_xp_once_to_each_member(team):
    attempt, ada = make_finished(team), team.members.get()
    XpEntry.objects.create(user=ada, project=team.project, attempt=attempt, amount=10)

    with pytest.raises(IntegrityError):
        XpEntry.objects.create(user=ada, project=team.project, attempt=attempt, amount=5)


def test_an_xp_entry_adds_something(team):
    with pytest.raises(IntegrityError):
        XpEntry.objects.create(
            user=team.members.get(), project=team.project, attempt=make_finished(team), amount=0
        )
