"""Every act of staff is in the log, and trainees read what is about them and nobody else."""

from datetime import timedelta

import pytest
from django.utils import timezone

from academy import journey
from academy.people import doors
from academy.people.models import StaffAct
from grader import control, runs
from grader.models import Run, Worker
from peer_review import gifts, market_settings, planting, supervisors
from projects import corrections, windows
from projects.refusals import Refused
from tests.making import make_cohort, make_finished, make_person, make_project, make_submission, make_team
from tests.projects.sitting import make_exam

pytestmark = pytest.mark.django_db
RECORD = "/profile/record/"


@pytest.fixture
def sora():
    return make_person("sora", role="staff")


@pytest.fixture
def ada():
    return make_person("ada")


@pytest.fixture
def bob():
    return make_person("bob")


@pytest.fixture
def finished(ada, bob):
    return make_finished(make_team(make_project(team_max=2), ada, bob), score=100, peer=80)


def kinds():
    return list(StaffAct.objects.order_by("pk").values_list("kind", flat=True))


def read(client, person):
    client.force_login(person)
    return client.get(RECORD).content.decode()


def test_a_mark_that_was_set_names_the_whole_team_and_nobody_to_the_other(client, finished, ada, bob, sora):
    corrections.override(finished, mark=50, by=sora, reason="The grader was wrong.")

    act = StaffAct.objects.get()
    assert (act.kind, act.before, act.after) == ("mark", {"mark": 90}, {"mark": 50})
    assert {person.login for person in act.people.all()} == {"ada", "bob"}
    page = read(client, ada)
    assert all(word in page for word in ("The grader was wrong.", "Sora Kim", "90 → 50"))
    assert "Bob Kim" not in page


def test_what_is_about_others_is_not_on_ones_page(client, finished, sora):
    corrections.override(finished, mark=50, by=sora, reason="The grader was wrong.")

    page = read(client, make_person("eve"))

    assert "The grader was wrong." not in page


def test_nobody_reads_of_a_planted_work(client, finished, ada, sora):
    planting.plant(finished, cohort=make_cohort(), known_mark=60, by=sora)

    assert kinds() == ["planted"]
    assert not StaffAct.objects.get().people.exists()
    assert "first-steps" not in read(client, ada)


def test_each_person_reads_only_their_own_points(client, ada, sora):
    cohort = make_cohort()
    journey.enrolled(ada.enrolments.get())

    given = gifts.grant(ada, cohort=cohort, amount=3, by=sora, reason="Helped.", request="a")
    gifts.undo(given, cohort=cohort, by=sora, reason="Twice.")
    gifts.undo(given, cohort=cohort, by=sora, reason="Twice.")

    assert kinds() == ["points", "points-back"]
    assert [act.after["points"] for act in StaffAct.objects.order_by("pk")] == [3, -3]
    assert "+3" in read(client, ada)


def test_staff_acts_on_the_grader_are_written_and_those_of_trainees_are_not(ada, sora):
    team = make_team(make_project(), ada)
    worker = Worker.objects.create(name="host:1", boot="b", seen_at=timezone.now())
    submission = make_submission(team)
    for by in (ada, sora):
        journey.cancel_run(runs.request(submission, purpose=Run.Purpose.CHECK, by=ada), by=by)

    journey.regrade(submission, by=sora)
    control.wish(worker, Worker.Wish.PAUSE, by=sora)
    control.stop_line(by=sora, reason="Moving.")
    control.resume_line(by=sora)

    assert kinds() == ["cancel-run", "regrade", "worker", "standstill", "resume"]


def test_rules_windows_and_enrolments_are_written(ada, sora):
    cohort, (project, window) = make_cohort(), make_exam()
    times = {"opens_at": window.closes_at, "closes_at": window.closes_at.replace(year=2030)}

    market_settings.change(cohort, values={"price_points": 2}, by=sora, reason="Fewer points.")
    windows.set_window(project, cohort, by=sora, **times)
    for action in ("freeze", "unfreeze", "withdraw", "take_back", "graduate"):
        doors.change(ada.enrolments.get(), action, by=sora, reason="Asked for it.")

    assert kinds() == ["rules", "window", "freeze", "unfreeze", "withdraw", "take-back", "graduate"]
    rules = StaffAct.objects.get(kind="rules")
    assert (rules.before, rules.after) == ({"price_points": 1}, {"price_points": 2})


def test_asking_a_supervisor_is_written(finished, sora):
    supervisors.invite(finished, name="Mr Lee", email="lee@example.org", by=sora)

    assert kinds() == ["supervisor"]


def test_the_log_of_the_cohort_is_searched(client, finished, ada, sora):
    corrections.override(finished, mark=50, by=sora, reason="The grader was wrong.")
    control.stop_line(by=sora, reason="Moving.")
    doors.change(ada.enrolments.get(), "freeze", by=sora, reason="Ill.")
    client.force_login(sora)

    def found(**query):
        return [one.act.kind for one in client.get("/staff/cohorts/gwangju/log/", query).context["told"]]

    assert found() == ["freeze", "standstill", "mark"]
    assert found(kind="mark") == ["mark"]
    assert found(q="bob") == ["mark"]


def test_the_end_of_a_window_is_moved_with_a_reason_and_moved_back(client, sora):
    _project, window = make_exam(hours=4)
    before, later = window.closes_at, window.closes_at + timedelta(hours=2)
    client.force_login(sora)
    address = f"/staff/windows/{window.pk}/move/"

    wall = timezone.localtime(later, make_cohort().zone).strftime("%Y-%m-%dT%H:%M")
    client.post(address, {"closes_at": wall, "reason": "The network was away."})

    window.refresh_from_db()
    assert (window.closes_at > before, kinds()) == (True, ["window"])
    windows.move_close(window, closes_at=before, by=sora, reason="It was not.")
    for closes_at, reason in [(before, " "), (window.opens_at, "Why"), (before - timedelta(days=9), "Why")]:
        with pytest.raises(Refused):
            windows.move_close(window, closes_at=closes_at, by=sora, reason=reason)
