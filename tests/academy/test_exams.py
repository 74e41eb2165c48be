"""An exam from the first click to the mark, with the real pages, rows and runs."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from academy import journey
from academy.people import tokens
from grader import runs
from grader.models import Run
from grader.report import Report
from projects import doors, exams, submissions
from projects.models import Answer, Attempt, Sitting, XpEntry
from projects.refusals import Refused
from tests.making import make_person
from tests.projects.sitting import make_exam, plan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def zipped(files):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


@pytest.fixture
def exam(time_machine):
    time_machine.move_to("2026-03-02T09:00:00Z", tick=False)
    return make_exam(xp=200)[0]


@pytest.fixture
def ada():
    return make_person("ada")


@pytest.fixture
def page(client, ada, exam):
    client.force_login(ada)
    return client


def upload(page, exam, ada, content=b"print(1)\n"):
    step = exams.current_step(exams.running(ada, exam))
    archive = SimpleUploadedFile("work.zip", zipped({step.files[0]: content}))
    return page.post(reverse("trainee:upload", args=[exam.slug]), {"archive": archive}, follow=True)


def judge(verdict="passed"):
    run = runs.claim("worker")
    score = 100 if verdict == "passed" else 0
    journey.graded(run, Report(verdict, score, "all", (), (), "sha256:image", run.task_digest, "tree", 0.1))
    return run


def shown(page, exam):
    return page.get(reverse("trainee:project", args=[exam.slug])).content.decode()


def sit(page, exam):
    return page.post(reverse("trainee:sit", args=[exam.slug]), follow=True)


def test_two_clicks_begin_one_exam(page, exam):
    sit(page, exam)
    sit(page, exam)

    assert Sitting.objects.count() == 1
    assert Attempt.objects.count() == 1


def test_the_page_shows_the_exercise_only_while_the_exam_runs(page, exam, time_machine):
    before = shown(page, exam)
    sit(page, exam)
    title = Sitting.objects.get().steps.get().title
    during = shown(page, exam)
    time_machine.shift(timedelta(hours=1))
    after = shown(page, exam)

    assert ["Begin the exam" in text for text in (before, during, after)] == [True, False, False]
    assert [f"<h3>{title}</h3>" in text for text in (before, during, after)] == [False, True, False]
    assert "Time is up" in after


def test_passing_every_step_ends_the_exam_with_its_mark_and_pays(page, exam, ada):
    sit(page, exam)
    upload(page, exam, ada)
    first = judge()
    upload(page, exam, ada)
    judge()

    attempt = Attempt.objects.get()
    assert (first.purpose, first.task_digest) == ("exam", Answer.objects.first().step.task_digest)
    assert (attempt.state, attempt.mark, attempt.grader_score) == ("finished", 100, 100)
    assert XpEntry.objects.get().amount == 200
    assert "Begin the exam" not in shown(page, exam)


def test_a_failure_waits_and_the_page_says_so(page, exam, ada):
    sit(page, exam)
    upload(page, exam, ada)
    judge("failed")

    refused = upload(page, exam, ada).content.decode()

    assert "That was not right yet." in refused
    assert "After a failure you wait" in refused
    assert Run.objects.count() == 1


def test_the_time_ends_an_exam_and_what_runs_then_still_counts(page, exam, ada, time_machine):
    sit(page, exam)
    upload(page, exam, ada)
    time_machine.shift(timedelta(minutes=61))
    journey.end_exams()
    waiting = Attempt.objects.get().state
    judge()

    attempt = Attempt.objects.get()
    assert (waiting, attempt.state, attempt.mark) == ("open", "finished", 50)


def test_an_exam_without_a_hand_in_ends_with_nothing(page, exam, time_machine):
    sit(page, exam)
    time_machine.shift(timedelta(minutes=60))

    journey.end_exams()
    journey.end_exams()

    attempt = Attempt.objects.get()
    assert (attempt.state, attempt.mark, attempt.submission) == ("finished", 0, None)
    assert "Not validated yet" in shown(page, exam)


def test_work_that_lacks_the_file_of_the_exercise_is_no_answer(page, exam, ada):
    sit(page, exam)
    archive = SimpleUploadedFile("work.zip", zipped({"other.py": b"1\n"}))
    page.post(reverse("trainee:upload", args=[exam.slug]), {"archive": archive})

    assert not Run.objects.exists()
    assert exams.check_open(Attempt.objects.get()).failures == 0


def test_a_run_that_breaks_on_our_side_costs_nothing(page, exam, ada):
    sit(page, exam)
    upload(page, exam, ada)
    for _ in range(3):
        Run.objects.update(waits_until=None, failed_on="")
        journey.grading_failed(runs.claim("worker"), fault="the engine is gone")

    upload(page, exam, ada)

    assert [answer.outcome for answer in Answer.objects.all()] == ["void", "pending"]


def test_only_staff_stop_a_run_of_an_exam(page, exam, ada):
    sit(page, exam)
    upload(page, exam, ada)
    run = Run.objects.get()
    with pytest.raises(Refused, match="graded to the end"):
        journey.cancel_run(run, by=ada)

    journey.cancel_run(run, by=make_person("sora", role="staff"))

    assert Answer.objects.get().outcome == "void"


@pytest.mark.parametrize("door", ["start", "begin"])
def test_the_usual_doors_do_not_open_an_exam(page, exam, ada, door, time_machine):
    if door == "begin":
        sit(page, exam)
        time_machine.shift(timedelta(minutes=60))
        journey.end_exams()

    page.post(reverse(f"trainee:{door}", args=[exam.slug]))

    assert not Attempt.objects.filter(state="open").exists()


def test_an_exam_is_not_closed_by_hand(page, exam, ada):
    sit(page, exam)
    upload(page, exam, ada)
    submission = Answer.objects.get().submission

    with pytest.raises(Refused, match="ends by itself"):
        journey.close(submission.attempt, submission=submission, by=ada)


def test_a_closed_exam_says_when_it_opens(client, ada, time_machine):
    time_machine.move_to("2026-03-02T09:00:00Z", tick=False)
    exam, _window = make_exam(opens_in=2)
    client.force_login(ada)

    refused = client.post(reverse("trainee:sit", args=[exam.slug]), follow=True).content.decode()

    assert "It opens on" in refused
    assert "The exam opens" in refused
    assert not Attempt.objects.exists()


def test_another_window_is_another_attempt(page, exam, ada, time_machine):
    sit(page, exam)
    time_machine.shift(timedelta(hours=5))
    journey.end_exams()
    window = exam.windows.get()
    window.pk, window.opens_at, window.closes_at = (
        None,
        window.closes_at,
        window.closes_at + timedelta(hours=9),
    )
    window.save()

    sit(page, exam)

    assert [attempt.number for attempt in Attempt.objects.order_by("number")] == [1, 2]


def test_staff_open_an_exam_and_see_who_is_where(client, ada, time_machine):
    time_machine.move_to("2026-03-02T09:00:00Z", tick=False)
    exam, _window = make_exam(opens_in=48, exam=plan(["one"], ["two"]))
    client.force_login(make_person("sora", role="staff"))
    given = {"project": exam.pk, "opens_at": "2026-03-02T18:00", "closes_at": "2026-03-02T20:00"}
    url = reverse("staff:windows", args=["gwangju"])

    client.post(url, given)
    refused = client.post(url, given).content.decode()
    journey.sit(exam, by=ada)
    board = client.get(reverse("staff:window", args=[exam.windows.latest("pk").pk])).content.decode()

    assert "It overlaps with another time of this project." in refused
    assert exam.windows.latest("pk").opens_at.isoformat() == "2026-03-02T09:00:00+00:00"
    assert ["ada" in board, "# one" in board, "0 / 2" in board] == [True, True, True]


@pytest.fixture
def api(client, ada, exam):
    _token, secret = tokens.create(ada, name="shell", scope="write", days=1)
    head = {"authorization": f"Bearer {secret}"}

    def call(method, path, **data):
        return getattr(client, method)(f"/api/projects/{exam.slug}/{path}", data, headers=head)

    return call


def archive_for(told):
    return SimpleUploadedFile("work.zip", zipped({told["files"][0]: b"print(1)\n"}))


def test_an_exam_can_be_sat_over_the_api(api, exam):
    before = api("get", "exam").status_code
    first = api("post", "exam").json()
    again = api("post", "exam").json()
    handed = api("post", "submissions", archive=archive_for(first)).json()
    judge()
    second = api("get", "exam").json()
    api("post", "submissions", archive=archive_for(second))
    judge()

    over = api("get", "exam").json()

    assert (before, first) == (404, again)
    assert (first["state"], first["step"], first["steps"], first["score"]) == ("running", 1, 2, 0)
    assert (handed["missing"], handed["run"] is None) == ([], False)
    assert (second["step"], second["score"]) == (2, 50)
    assert (over["state"], over["step"], over["files"], over["score"]) == ("over", None, [], 100)
    assert Attempt.objects.get().mark == 100


def test_over_the_api_a_failure_waits_as_well(api, exam):
    first = api("post", "exam").json()
    api("post", "submissions", archive=archive_for(first))
    judge("failed")

    refused = api("post", "submissions", archive=archive_for(first))

    assert (refused.status_code, Answer.objects.count()) == (409, 1)
    assert api("get", "exam").json()["blocked_until"] is not None


def test_a_push_answers_the_step(page, exam, ada):
    sit(page, exam)
    sitting = Sitting.objects.get()
    team, file = sitting.attempt.team, exams.current_step(sitting).files[0]
    _token, secret = tokens.create(ada, name="laptop", scope="write", days=1)
    access = doors.authorize("ada", secret, team.key, True)
    commit = submissions.commit_upload(team, {file: (b"print(1)\n", False)}, by=ada)

    doors.after_push(access, team.key, None, commit)
    pending = doors.authorize("ada", secret, team.key, True).policy.refusal
    judge()

    assert access.policy.expected == (file,)
    assert pending.startswith("Your last hand-in is still being graded")
    assert (Answer.objects.get().outcome, Answer.objects.get().submission.source) == ("passed", "push")
    assert exams.current_step(sitting).number == 2


def test_what_is_only_kept_in_an_exam_is_not_checked_by_another_door(page, exam, ada):
    sit(page, exam)
    archive = SimpleUploadedFile("work.zip", zipped({"other.py": b"1\n"}))
    page.post(reverse("trainee:upload", args=[exam.slug]), {"archive": archive})

    page.post(reverse("trainee:check", args=[exam.slug]))

    assert not Run.objects.exists()
