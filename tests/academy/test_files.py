"""The file of a trainee: everything on one line of time, and every act from there undone or explained."""

import pytest

from academy import journey
from academy.people.models import Note, StaffAct
from academy.staff.file import undoing
from grader import runs
from grader.models import Run
from peer_review import points
from projects import experience, tracks
from projects.models import Attempt
from projects.refusals import Refused
from tests.making import make_finished, make_person, make_project, make_team
from tests.projects.sitting import make_exam

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
FILE = "/staff/people/ada/"


@pytest.fixture
def sora(client):
    person = make_person("sora", role="staff")
    client.force_login(person)
    return person


@pytest.fixture
def ada():
    person = make_person("ada")
    journey.enrolled(person.enrolments.get())
    return person


@pytest.fixture
def finished(ada):
    attempt = make_finished(make_team(make_project(retry_days=[3]), ada), score=100, peer=80)
    experience.pay(attempt)
    return attempt


def do(client, deed, **values):
    """Do it from the file; the act that stands in the log, if it was done."""
    client.post(f"{FILE}{deed}/", values)
    return StaffAct.objects.first()


def titles(client, **query):
    return [event.title for event in client.get(FILE, query).context["events"]]


def test_the_file_tells_everything_the_latest_first(client, finished, ada, sora):
    do(client, "note", text="Works at night.", visibility="staff")
    do(client, "points", amount=2, reason="Helped.", request="a")
    journey.sit(make_exam()[0], by=ada)

    told = titles(client)

    assert told[0] == "Began the exam Exam #1"
    assert sorted(told[1:]) == [
        "+2 points",
        "+5 points",
        "+90 XP",
        "Closed First steps #1",
        "Ended First steps #1",
        "Handed in First steps #1",
        "Note: Staff only",
        "Points given or taken",
    ]
    assert titles(client, what="staff") == ["Points given or taken", "Note: Staff only"]
    assert "Ended First steps #1" in titles(client, what="work")


def test_a_new_level_stands_beside_its_xp(client, ada, sora):
    for slug in ("one", "two"):
        experience.pay(make_finished(make_team(make_project(slug), ada)))

    events = client.get(FILE, {"what": "points"}).context["events"]

    told = {event.text for event in events if event.title == "+100 XP"}
    assert told == {"One · Level 0 → 1", "Two"}


def test_runs_and_evaluations_stand_there_too(client, finished, ada, sora):
    run = runs.request(finished.submission, purpose=Run.Purpose.RERUN, by=ada)
    runs.cancel(run)

    assert "Rerun · First steps #1" in titles(client)


def test_only_who_is_or_was_in_a_cohort_has_a_file(client, sora):
    assert client.get("/staff/people/sora/").status_code == 404


def test_a_mark_is_set_and_taken_back(client, finished, sora):
    act = do(client, "mark", attempt=finished.pk, mark=40, reason="Copied a page.")
    assert (act.kind, Attempt.objects.get().mark) == ("mark", 40)

    client.post(f"/staff/acts/{act.pk}/undo/", {"reason": "Wrong team."})

    assert Attempt.objects.get().mark == 90
    with pytest.raises(Refused, match="Set the mark again"):
        undoing.undo(StaffAct.objects.first(), by=sora, reason="Again.")


def test_an_attempt_is_given_back_and_counts_again(client, finished, sora):
    act = do(client, "refund", attempt=finished.pk, reason="The power was off.")
    assert Attempt.objects.get().refunded

    undoing.undo(act, by=sora, reason="It was on.")

    assert (Attempt.objects.get().refunded, Attempt.objects.get().retry_at) == (False, finished.retry_at)


def test_a_wait_is_changed_and_set_back(client, finished, sora):
    act = do(client, "wait", attempt=finished.pk, until="", reason="Exam week.")
    assert Attempt.objects.get().retry_at < finished.retry_at

    undoing.undo(act, by=sora, reason="No.")

    assert Attempt.objects.get().retry_at == finished.retry_at


def test_an_exam_gets_more_time_and_less_again(client, ada, sora):
    sitting = journey.sit(make_exam()[0], by=ada)
    ends_at = sitting.ends_at
    act = do(client, "exam", minutes=15, reason="Fire alarm.")
    sitting.refresh_from_db()
    assert sitting.ends_at > ends_at

    undoing.undo(act, by=sora, reason="No.")

    sitting.refresh_from_db()
    assert sitting.ends_at == ends_at


def test_a_track_is_changed_and_set_back_unless_it_has_changed_again(client, ada, sora):
    for name in ("energy", "health"):
        make_project(f"{name}-project", track=name, track_title_en=name.title())
    tracks.choose(ada, "energy")
    act = do(client, "track", track="health", reason="Her partner is a hospital.")
    assert tracks.chosen(ada) == "health"

    undoing.undo(act, by=sora, reason="No.")

    assert tracks.chosen(ada) == "energy"
    with pytest.raises(Refused, match="changed again"):
        undoing.undo(act, by=sora, reason="No.")


def test_points_are_given_and_taken_back_once(client, ada, sora):
    act = do(client, "points", amount=3, reason="Helped.", request="a")
    assert points.balance(ada) == 8

    undoing.undo(act, by=sora, reason="Twice.")

    assert points.balance(ada) == 5
    with pytest.raises(Refused, match="undone already"):
        undoing.undo(act, by=sora, reason="Twice.")


def test_a_freeze_ends_and_is_not_undone_twice(client, ada, sora):
    act = do(client, "freeze", reason="Ill.")
    assert ada.enrolments.get().state == "frozen"

    undoing.undo(act, by=sora, reason="Well.")

    assert ada.enrolments.get().state == "active"
    with pytest.raises(Refused, match="changed again"):
        undoing.undo(act, by=sora, reason="Well.")


def test_work_is_graded_once_more_and_the_run_cancelled_while_it_waits(client, finished, sora):
    act = do(client, "regrade", attempt=finished.pk)
    assert Run.objects.get().purpose == "rerun"

    undoing.undo(act, by=sora, reason="No need.")

    assert Run.objects.get().state == "cancelled"


def test_a_note_is_taken_back(client, ada, sora):
    do(client, "note", text="Works at night.", visibility="person")
    note = Note.objects.get()

    client.post(f"/staff/notes/{note.pk}/take-back/")

    assert not Note.objects.visible_to(ada).exists()
    assert titles(client) == ["Note: Shown to the trainee · taken back", "+5 points"]


def test_what_cannot_be_undone_says_why(client, ada, sora):
    do(client, "note", text="Works at night.", visibility="person")

    page = client.get(f"/staff/acts/{StaffAct.objects.get().pk}/undo/").content.decode()

    assert "Take the note itself back" in page
    assert all(undoing.why_not(StaffAct(kind=kind)) == "" for kind in undoing.UNDO)
    assert all(undoing.why_not(StaffAct(kind=kind)) for kind in set(StaffAct.Kind) - set(undoing.UNDO))


def test_what_is_refused_is_said_in_the_form(client, ada, sora):
    answer = client.post(f"{FILE}exam/", {"minutes": 5, "reason": "More."})

    assert "No exam is under way." in answer.content.decode()


def test_mentors_read_the_notes_that_are_for_them(client, ada, sora):
    do(client, "note", text="Needs a quiet room.", visibility="mentors")
    do(client, "note", text="For us alone.", visibility="staff")
    client.force_login(make_person("max", role="mentor"))

    page = client.get("/people/ada/").content.decode()

    assert "Needs a quiet room." in page
    assert "For us alone." not in page
