"""What a team is told of its work."""

import pytest

from academy import journey
from academy.notices.models import Notice
from grader import runs
from grader.models import Run
from grader.report import Report
from projects import corrections, teams
from tests.making import make_closed, make_finished, make_person, make_project, make_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada():
    return make_person("ada")


def names(person):
    return list(person.notices.order_by("pk").values_list("name", flat=True))


def test_the_team_is_told_that_our_side_failed_and_nobody_else(ada):
    attempt = make_closed(make_team(make_project(), ada))
    runs.request(attempt.submission, purpose=Run.Purpose.FINAL)

    for name in ("one", "two", "three"):
        journey.grading_failed(runs.claim(name), fault="its box died")
        Run.objects.update(waits_until=None)

    assert names(ada) == ["grader-broken"]
    assert Notice.objects.count() == 1


def test_a_mark_that_is_corrected_is_told_with_the_one_before(ada, english):
    attempt = make_finished(make_team(make_project(), ada), peer=50)
    sora = make_person("sora", role="staff")

    corrections.override(attempt, mark=90, by=sora, reason="We looked again.")

    notice = ada.notices.get()
    assert (notice.title, notice.note[:10]) == ("The mark of First steps is now 90", "Before it ")


def test_who_is_asked_into_a_team_is_told(ada):
    pair, bob = make_project("pair", team_min=2, team_max=2), make_person("bob")

    teams.invite(teams.create(pair, leader=ada), bob, by=ada)

    assert (names(ada), names(bob)) == ([], ["team-invitation"])


@pytest.mark.parametrize(("score", "told"), [(100, ["grader-passed"]), (10, ["grader-returned"])])
def test_a_final_verdict_is_told_to_the_whole_team(ada, score, told):
    project = make_project("pair", team_min=2, team_max=2, must_pass_grader=True, grader_pass=60)
    bob = make_person("bob")
    attempt = make_closed(make_team(project, ada, bob))
    runs.request(attempt.submission, purpose=Run.Purpose.FINAL)
    Notice.objects.all().delete()

    verdict = "passed" if score > 60 else "failed"
    report = Report(verdict, score, "all", (), (), "sha256:image", "task", "tree", 0.1)
    journey.graded(runs.claim("one"), report)

    assert (names(ada), names(bob)) == (told, told)
