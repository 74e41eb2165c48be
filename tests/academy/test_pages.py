"""What the pages say, and what they cost."""

import pytest
from django.utils import timezone

from academy.staff.attention import matters
from academy.trainee import differences
from grader import runs
from grader.models import Run, Worker
from tests.making import make_cohort, make_person, make_submission, make_team
from tests.peer_review.making import make_project, make_trainee

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
TWENTY = "".join(f"{number}\n" for number in range(20))


def sign_in(client, person):
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def make_worker(**fields):
    values = {"name": "host:1", "boot": "b", "seen_at": timezone.now(), "engine_answers": True, **fields}
    return Worker.objects.create(**values)


def test_trainees_and_staff_see_that_the_grader_is_offline(client):
    ada, staff = make_trainee("ada"), make_person("sora", role="staff")
    make_team(make_project(), ada)
    pages = [(ada, "/"), (ada, "/projects/first-steps/"), (staff, "/staff/cohorts/gwangju/")]

    for person, path in pages:
        assert "The grader is offline" in sign_in(client, person).get(path).content.decode()

    make_worker()
    for person, path in pages:
        assert "The grader is offline" not in sign_in(client, person).get(path).content.decode()


def test_staff_read_why_a_worker_does_not_grade(client):
    make_cohort()
    make_worker(engine_answers=False, trouble="The engine does not answer: start it.")

    page = sign_in(client, make_person("sora", role="staff")).get("/staff/cohorts/gwangju/").content.decode()

    assert "The Docker engine does not answer: look whether it runs there." in page
    assert "The engine does not answer: start it." in page


def test_a_waiting_run_tells_its_place_in_the_queue(client):
    ada, bob = make_trainee("ada"), make_trainee("bob")
    make_worker()
    runs.request(make_submission(make_team(make_project("one"), bob)), purpose=Run.Purpose.CHECK)
    runs.request(make_submission(make_team(make_project("two"), ada)), purpose=Run.Purpose.CHECK)

    page = sign_in(client, ada).get("/projects/two/").content.decode()

    assert "Number 2 in the queue." in page


def test_a_run_that_we_broke_stands_first():
    ada = make_trainee("ada")
    run = runs.request(make_submission(make_team(make_project(), ada)), purpose=Run.Purpose.CHECK)
    for name in ("one", "two", "three"):
        runs.put_back(runs.claim(name), fault="gone")
        Run.objects.update(waits_until=None)
    cohort = make_cohort()

    [first, *_rest] = matters.of(cohort)

    assert (first.weight, first.url) == (3, f"/runs/{run.pk}/")


@pytest.mark.parametrize(
    ("expected", "got", "lines"),
    [
        ("a\n", "a\n", ["same"]),
        ("a\n", "b\n", ["expected", "got"]),
        ("a\nb\n", "a\n", ["same", "expected"]),
        ("a\n", "a", ["expected", "got"]),
        (
            "".join(f"{n}\n" for n in range(20)),
            "".join(f"{n}\n" for n in range(20)),
            ["same"] * 3 + ["skip"] + ["same"] * 3,
        ),
    ],
    ids=["equal", "other", "shorter", "no-newline", "folded"],
)
def test_a_difference_is_told_line_by_line(expected, got, lines):
    assert [line.line for line in differences.lines(expected, got)] == lines


def test_a_difference_shows_white_space():
    [expected, _got] = differences.lines("a b\n", "a  b\n")

    assert "".join(part.text for part in expected.parts) == "a·b¶"
