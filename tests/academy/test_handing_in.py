"""Work that comes through the browser, the API and git, and what people are told when it cannot be taken."""

import io
import tarfile
import zipfile

import pytest
from asgiref.sync import async_to_sync
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile

from academy import journey
from academy.people import tokens
from grader.models import Run
from projects import doors, submissions, tasks
from projects.git import untold
from projects.git.turns import turn
from projects.models import Submission
from tests.making import make_closed
from tests.peer_review.making import make_project, make_trainee

pytestmark = pytest.mark.django_db


def zipped(**files):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return packed.getvalue()


def with_link():
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        link = tarfile.TarInfo("main.py")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return packed.getvalue()


def many_files():
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        for number in range(1000):
            archive.addfile(tarfile.TarInfo(f"f{number}"))
    return packed.getvalue()


def outside():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("../main.py", "print()")
    return packed.getvalue()


@pytest.fixture
def ada():
    return make_trainee("ada")


@pytest.fixture
def team(ada):
    return journey.start(make_project(), by=ada)


@pytest.fixture
def site(client, ada):
    client.force_login(ada, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def upload(site, content, slug="first-steps"):
    archive = SimpleUploadedFile("work.zip", content)
    answer = site.post(f"/projects/{slug}/upload/", {"archive": archive})
    return [str(message) for message in get_messages(answer.wsgi_request)]


def test_an_archive_in_the_browser_becomes_a_checked_hand_in(site, team):
    said = upload(site, zipped(main_py="print('hello')"))

    submission = Submission.objects.get(attempt__team=team)
    assert said == [f"Received: 1 file as {submission.short_commit}."]
    assert (submission.source, submission.files) == ("upload", 1)
    assert [run.purpose for run in submission.runs.all()] == [Run.Purpose.CHECK]


def test_a_folder_around_the_work_is_taken_off(site, team):
    upload(site, zipped(work__main_py="print('hello')"))

    assert submissions.missing_files(Submission.objects.get()) == []


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (zipped(main_py=b"\0" * (64 << 20)), "4 MB at most"),
        (with_link(), "link"),
        (many_files(), "more than"),
        (outside(), "main.py"),
        (b"not an archive at all", "zip"),
        (zipped(), "holds no file"),
    ],
    ids=["bomb", "link", "too-many", "outside", "noise", "nothing"],
)
def test_a_bad_archive_is_refused_with_a_sentence_and_nothing_is_kept(site, team, content, words):
    [sentence] = upload(site, content)

    assert words in sentence
    assert sentence.endswith((".", "!", "?"))
    assert not Submission.objects.exists()
    assert submissions.log(team, most=1) == []


def test_a_closed_attempt_takes_no_archive(site, team):
    make_closed(team)

    assert upload(site, zipped(main_py="1")) == [
        "This attempt is closed: its work is being judged and cannot change."
    ]


def test_the_same_work_is_handed_in_with_a_token_from_a_shell(client, ada, team):
    _token, secret = tokens.create(ada, name="shell", scope="write", days=1)
    head = {"authorization": f"Bearer {secret}"}

    answer = client.post(
        "/api/projects/first-steps/submissions",
        {"archive": SimpleUploadedFile("work.zip", zipped(other_py="1"))},
        headers=head,
    )
    closed = client.post("/api/projects/first-steps/close", headers=head)

    assert (answer.status_code, answer.json()["missing"]) == (200, ["main.py"])
    assert (closed.status_code, "main.py" in closed.json()["detail"]) == (409, True)


def test_closing_without_any_work_is_refused(site, team):
    attempt = team.attempts.get()

    answer = site.post(f"/attempts/{attempt.pk}/close/")

    [message] = get_messages(answer.wsgi_request)
    assert str(message) == "There is nothing to close: push or upload your work first."


def test_members_push_mentors_read_and_nobody_else_enters(ada, team):
    def access(person, *, writes, key=team.key):
        _token, secret = tokens.create(person, name=f"t{person.tokens.count()}", scope="write", days=1)
        return doors.authorize(person.login, secret, key, writes)

    bob, mentor = make_trainee("bob"), make_trainee("mia")
    mentor.role = "mentor"
    mentor.save()

    assert access(ada, writes=True).actor == "ada"
    assert access(ada, writes=True).policy.expected == ("main.py",)
    assert access(mentor, writes=False).actor == "mia"
    assert access(mentor, writes=True) is None
    assert access(bob, writes=False) is None
    assert access(ada, writes=False, key="no-such-team") is None
    assert doors.authorize("ada", "bgl_0000", team.key, False) is None


def test_a_push_into_a_closed_attempt_meets_the_reason(ada, team):
    _token, secret = tokens.create(ada, name="laptop", scope="write", days=1)
    make_closed(team)

    policy = doors.authorize("ada", secret, team.key, True).policy

    assert policy.refusal == "This attempt is closed: its work is being judged and cannot change."


def test_after_a_push_the_newest_commit_is_handed_in(ada, team):
    _token, secret = tokens.create(ada, name="laptop", scope="write", days=1)
    commit = submissions.commit_upload(team, {"main.py": (b"1\n", False)}, by=ada)
    access = doors.authorize("ada", secret, team.key, True)

    doors.after_push(access, team.key, None, commit)
    doors.after_push(access, team.key, None, commit)  # told twice

    assert [s.commit for s in Submission.objects.all()] == [commit]
    assert Submission.objects.get().source == "push"


def test_a_push_that_the_site_never_heard_of_is_found_and_handed_in(ada, team):
    commit = submissions.commit_upload(team, {"main.py": (b"1\n", False)}, by=ada)
    repository = submissions.repository_of(team)
    untold.expect(repository, ada.login)  # and then the server was killed

    tasks.hand_in_untold()
    tasks.hand_in_untold()

    assert [(s.commit, s.submitted_by) for s in Submission.objects.all()] == [(commit, ada)]
    assert Submission.objects.get().runs.count() == 1
    assert untold.actor_of(repository) is None


def test_a_push_that_is_found_too_late_is_no_hand_in(ada, team):
    commit = submissions.commit_upload(team, {"main.py": (b"1\n", False)}, by=ada)
    repository = submissions.repository_of(team)
    untold.expect(repository, ada.login)
    make_closed(team)

    tasks.hand_in_untold()

    assert not Submission.objects.filter(commit=commit).exists()
    assert untold.actor_of(repository) is None


def test_a_push_that_is_under_way_is_left_alone(ada, team):
    repository = submissions.ensure_repository(team)
    with turn(repository):
        untold.expect(repository, ada.login)

        tasks.hand_in_untold()

        assert untold.actor_of(repository) == "ada"


def test_the_door_in_front_of_django_asks_for_a_token(team):
    sent = []

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    scope = {
        "type": "http",
        "method": "GET",
        "path": f"/git/{team.key}.git/info/refs",
        "query_string": b"service=git-upload-pack",
        "headers": [],
        "client": ("127.0.0.1", 1),
    }
    async_to_sync(doors.git_door())(scope, receive, send)

    assert sent[0]["status"] == 401
