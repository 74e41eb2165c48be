import pytest
from django.db import IntegrityError, connection, transaction

from academy.people import acts, append_only, enrolment, notes
from academy.people.models import ConcernedPerson, Note, StaffAct
from academy.people.refusals import Refused
from tests.making import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def sora():
    return make_person("sora", role="staff")


@pytest.fixture
def ada():
    return make_person("ada")


@pytest.fixture
def act(sora, ada):
    return acts.write(acts.Kind.NUDGE, by=sora, people=[ada])


def test_an_act_says_who_did_what_to_whom_when_and_why(sora, ada):
    enrolment.freeze(ada.enrolments.get(), by=sora, reason="Military service.")

    act = StaffAct.objects.get()
    assert (act.kind, act.by, list(act.people.all())) == ("freeze", sora, [ada])
    assert (act.before, act.after, act.reason) == (
        {"state": "active"},
        {"state": "frozen"},
        "Military service.",
    )
    assert act.cohort == ada.enrolments.get().cohort


def test_what_trainees_do_themselves_is_no_act_of_staff(ada):
    assert acts.write(acts.Kind.CANCEL_RUN, by=ada) is None
    assert acts.write(acts.Kind.CANCEL_RUN, by=None) is None
    assert not StaffAct.objects.exists()


@pytest.mark.parametrize("table", append_only.TABLES)
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "UPDATE {} SET id = id + 1"])
def test_the_database_refuses_to_change_what_is_written(act, table, statement):
    with (
        pytest.raises(IntegrityError, match=append_only.REFUSED),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table))
    assert (StaffAct.objects.get(), ConcernedPerson.objects.count()) == (act, 1)


@pytest.mark.parametrize("kind", ["mark", "freeze", "points", "rules", "false-alarm"])
def test_an_act_over_people_needs_a_reason(sora, kind):
    with pytest.raises(IntegrityError, match="act_over_people_says_why"):
        StaffAct.objects.create(kind=kind, by=sora)


def test_an_act_is_of_some_kind(sora):
    with pytest.raises(IntegrityError, match="act_is_of_some_kind"):
        StaffAct.objects.create(kind="", by=sora)


def test_an_act_names_a_person_once(act, ada):
    with pytest.raises(IntegrityError):
        ConcernedPerson.objects.create(act=act, person=ada)


@pytest.mark.parametrize(
    ("bad", "constraint"),
    [({"text": ""}, "note_says_something"), ({"visibility": "all"}, "note_says_who_may_read_it")],
)
def test_bad_notes_are_refused(sora, ada, bad, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        Note.objects.create(**{"about": ada, "by": sora, "text": "Why", "visibility": "staff", **bad})


@pytest.mark.parametrize(
    ("visibility", "readers"),
    [("staff", ["sora"]), ("mentors", ["sora", "max"]), ("person", ["sora", "max", "ada"])],
)
def test_a_note_is_read_by_those_for_whom_it_is(sora, ada, visibility, readers):
    people = [sora, make_person("max", role="mentor"), ada, make_person("bob")]
    note = notes.write(ada, by=sora, text="Was ill.", visibility=Note.Visibility(visibility))

    assert [one.login for one in people if Note.objects.visible_to(one).exists()] == readers

    notes.take_back(note, by=sora)
    assert [one.login for one in people if Note.objects.visible_to(one).exists()] == ["sora"]
    with pytest.raises(Refused):
        notes.take_back(note, by=sora)


def test_the_log_keeps_that_there_is_a_note_and_not_what_it_says(sora, ada):
    notes.write(ada, by=sora, text="Was ill.", visibility=Note.Visibility.STAFF)

    act = StaffAct.objects.get()
    assert (act.reason, act.after) == ("", {"visibility": "staff"})


@pytest.mark.parametrize("text", ["", "  "])
def test_an_empty_note_is_refused(sora, ada, text):
    with pytest.raises(Refused):
        notes.write(ada, by=sora, text=text, visibility=Note.Visibility.STAFF)
    with pytest.raises(Refused):
        notes.write(ada, by=ada, text="Me.", visibility=Note.Visibility.STAFF)


@pytest.mark.django_db(transaction=True)
def test_tests_that_commit_can_empty_the_log(act):
    assert StaffAct.objects.count() == 1


def test_the_triggers_are_there_again():
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
        found = {name.lower() for (name,) in cursor.fetchall()}

    assert found == {f"{table}_{act}" for table in append_only.TABLES for act in ("update", "delete")}
