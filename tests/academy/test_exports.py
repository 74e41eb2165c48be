"""Tables that staff take away."""

import csv
import io

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from academy.people import acts, notes
from academy.people.models import Note
from academy.rehearsal import told as measures
from academy.rehearsal.models import Rehearsal
from academy.staff.exports.site import GRADER
from academy.staff.exports.tables import KINDS
from grader import runs
from grader.models import Run
from peer_review.models import Planted
from projects import experience
from tests.making import make_cohort, make_finished, make_person, make_project, make_submission, make_team
from tests.peer_review import making as peers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

EMPTY_AT_FIRST = {
    *("runs", "exams", "marking", "habits", "attention", "steps", "log", "certificates"),
    *("faults", "planted", "rehearsals"),
}


@pytest.fixture
def take(client):
    staff = make_person("sora", role="staff")
    client.force_login(staff, backend="allauth.account.auth_backends.AuthenticationBackend")
    return lambda name, form, **asked: client.get(f"/staff/cohorts/gwangju/exports/{name}.{form}", asked)


def sheet_of(answer):
    return load_workbook(io.BytesIO(answer.content)).active


def lines(answer):
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_the_table_of_trainees_has_a_column_for_each_project(take):
    project, ada = make_project(), make_person("ada")
    make_project("second")
    experience.pay(make_finished(make_team(project, ada), score=100, peer=90))

    head, row = lines(take("trainees", "csv"))

    assert dict(zip(head, row, strict=True)) | {"Last work": ""} == {
        "Login": "ada",
        "Name": "Ada Kim",
        "E-mail": "ada@example.org",
        "Class": "1",
        "State": "Active",
        "Level": "0",
        "XP": "95",
        "Pace in days": row[7],
        "Last work": "",
        "Last seen": row[9],
        "first-steps": "95",
        "second": "",
    }


@pytest.mark.parametrize("name", KINDS)
def test_every_table_says_the_same_in_both_formats(take, name, time_machine):
    time_machine.move_to(peers.NOW)
    ada, eve = peers.make_trainee("ada"), peers.make_trainee("eve")
    peers.offer(eve)
    peers.book(peers.make_attempt(peers.make_project(), ada))

    text = lines(take(name, "csv"))
    rows = sheet_of(take(name, "xlsx")).iter_rows(values_only=True)

    said = [["" if value is None else str(value) for value in row] for row in rows]
    assert said == [[value.removesuffix(".0") for value in row] for row in text]
    assert len(text) > (name not in EMPTY_AT_FIRST)


@pytest.mark.parametrize("name", ["trainees", "load", "progress"])
def test_a_table_holds_what_the_search_of_its_page_shows(take, name):
    for login in ("ada", "eve"):
        peers.make_trainee(login)

    rows = lines(take(name, "csv", q="ada"))

    assert [row[0] for row in rows[1:] if row[0]] == ["ada"]


def test_progress_says_the_middle_and_the_quartiles_before_everybody(take):
    for login, mark in (("ada", 100), ("eve", 0)):
        experience.pay(make_finished(make_team(make_project(login), make_person(login)), peer=mark))

    rows = lines(take("progress", "csv"))

    levels = {row[1]: float(row[-1]) for row in rows[1:]}
    assert list(levels)[:4] == ["median", "lower quartile", "upper quartile", "calendar"]
    assert (
        levels["lower quartile"] <= levels["median"] <= levels["upper quartile"] == levels["Ada Kim"] * 0.75
    )


def test_the_log_is_taken_away_with_its_filter(take):
    ada, sora = make_person("ada"), make_person("sora-kim", role="staff")
    notes.write(ada, by=sora, text="Ill.", visibility=Note.Visibility.STAFF)

    assert len(lines(take("log", "csv"))) == 2
    assert len(lines(take("log", "csv", kind="freeze"))) == 1


def test_the_file_of_a_trainee_is_taken_away_as_a_whole_or_in_parts(take, client):
    ada, sora = make_person("ada"), make_person("sora-kim", role="staff")
    make_finished(make_team(make_project(), ada))
    notes.write(ada, by=sora, text="Ill.", visibility=Note.Visibility.STAFF)

    whole = lines(client.get("/staff/people/ada/file.csv"))
    part = lines(client.get("/staff/people/ada/file.csv?what=staff"))

    assert [row[2] for row in part[1:]] == [f"Ill. · {sora.display_name}"]
    assert len(whole) > len(part)


@pytest.mark.parametrize("name", GRADER)
def test_the_figures_of_the_grader_are_taken_away(take, client, name):
    answer = client.get(f"/staff/grader/exports/{name}.csv")

    assert answer.status_code == 200
    assert client.get("/staff/grader/exports/secrets.csv").status_code == 404


def test_times_are_those_of_the_cohort(take, time_machine):
    time_machine.move_to(peers.NOW)
    ada, eve = peers.make_trainee("ada"), peers.make_trainee("eve")
    peers.offer(eve)
    evaluation = peers.book(peers.make_attempt(peers.make_project(), ada))

    head, row = lines(take("evaluations", "csv"))

    local = evaluation.starts_at.astimezone(make_cohort().zone)
    assert row[head.index("Start")] == f"{local:%Y-%m-%d %H:%M:%S}"
    assert row[head.index("Evaluator")] == "eve"


def test_a_name_is_never_a_formula(take):
    make_person("mallory", name="=HYPERLINK(1)")

    head, row = lines(take("trainees", "csv"))
    (cell,) = sheet_of(take("trainees", "xlsx"))["B2:B2"][0]

    assert row[head.index("Name")] == "'=HYPERLINK(1)"
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")


def test_a_sheet_keeps_its_head_filters_and_is_wide_enough_for_its_times(take, time_machine):
    time_machine.move_to(peers.NOW)
    ada, eve = peers.make_trainee("ada"), peers.make_trainee("eve")
    peers.offer(eve)
    peers.book(peers.make_attempt(peers.make_project(), ada))

    sheet = sheet_of(take("evaluations", "xlsx"))

    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:H2")
    assert all(cell.font.bold for cell in sheet[1])
    assert sheet["D2"].is_date
    assert sheet.column_dimensions["D"].width >= len("2026-03-02 09:00")


def test_what_a_sheet_cannot_write_does_not_break_it(take):
    ada, sora = make_person("ada"), make_person("sora-kim", role="staff")
    acts.write(acts.Kind.POINTS, by=sora, people=[ada], reason="from a paste:\x0b\x1b <b> & co")

    reasons = [row[6].value for row in sheet_of(take("log", "xlsx")).iter_rows(min_row=2)]

    assert reasons == ["from a paste: <b> & co"]


def test_a_known_work_is_told_with_what_its_evaluators_gave(take):
    ada, sora = make_person("ada"), make_person("sora-kim", role="staff")
    attempt = make_finished(make_team(make_project(), ada))
    Planted.objects.create(attempt=attempt, cohort=make_cohort(), known_mark=80, by=sora)

    head, row = lines(take("planted", "csv"))

    told = dict(zip(head, row, strict=True))
    assert (told["Project"], told["What it is worth"], told["Evaluator"]) == ("first-steps", "80", "")


def test_a_rehearsal_has_a_line_for_each_way_of_playing_it(take):
    sora = make_person("sora-kim", role="staff")
    result = {line.key: 0.5 for line in measures.LINES}
    changes = {"booking_days": 3}
    Rehearsal.objects.create(
        cohort=make_cohort(), asked_by=sora, changes=changes, state="done", results=[result, result]
    )

    head, *rows = lines(take("rehearsals", "csv"))

    assert [row[head.index("Rules")] for row in rows] == ["The rules as they are", "booking_days: 3"]
    assert rows[0][head.index("people without a point [%]")] == "50.0"


def test_what_waits_for_staff_is_taken_away(take):
    ada = make_person("ada")
    run = runs.request(make_submission(make_team(make_project(), ada)), purpose=Run.Purpose.FINAL)
    Run.objects.filter(pk=run.pk).update(state="broken", ended_at=timezone.now())

    _head, row = lines(take("faults", "csv"))

    assert "The grader failed three times on First steps" in row[1]


def test_there_is_no_table_of_another_name_or_format(take):
    make_cohort()

    assert take("secrets", "csv").status_code == 404
    assert take("trainees", "pdf").status_code == 404


def test_a_table_costs_the_same_for_three_and_for_thirty(take, django_assert_max_num_queries):
    for number in range(30):
        make_person(f"p{number}")

    with django_assert_max_num_queries(14):
        lines(take("trainees", "csv"))
