"""The data that programs learn from, taken home."""

import pytest

from grader import taskstore
from grader.task import Task
from tests.making import make_person, make_project, make_team

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
GRADING = """
image: ml
open: {notes.txt: cases/notes.txt}
stages:
  - name: rents
    kind: metric
    title: {ko: 월세, en: Rents}
    train:
      command: [python3, train.py]
      given: {data/train.csv: cases/train.csv}
    command: [python3, predict.py]
    given: {test.csv: cases/test.csv}
    labels: cases/labels.csv
    scorer: mean_absolute_error
    cases: [{name: pass, at: 3}]
"""
FILES = {
    "notes.txt": "Rents in 만원.\n",
    "train.csv": "id,area,rent\n1,20,30\n",
    "test.csv": "id,area\n7,25\n8,30\n",
    "labels.csv": "label\n33\n39\n",
}


@pytest.fixture
def project(tmp_path):
    (tmp_path / "cases").mkdir()
    (tmp_path / "grading.yaml").write_text(GRADING)
    for name, content in FILES.items():
        (tmp_path / "cases" / name).write_text(content)
    return make_project(task_digest=taskstore.keep(Task.from_folder(tmp_path)))


@pytest.fixture
def get(client):
    def get(person, path):
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client.get(f"/projects/first-steps/{path}")

    return get


def test_a_team_takes_home_what_its_program_learns_from(project, get):
    ada = make_person("ada")
    make_team(project, ada)

    assert "/projects/first-steps/data/data/train.csv" in get(ada, "").content.decode()
    answer = get(ada, "data/data/train.csv")
    assert (answer.content.decode(), answer["Content-Type"]) == (
        FILES["train.csv"],
        "text/csv; charset=utf-8",
    )
    assert answer["Content-Disposition"] == 'attachment; filename="train.csv"'
    assert get(ada, "data/notes.txt").content.decode() == FILES["notes.txt"]


@pytest.mark.parametrize(
    "name", ["labels.csv", "cases/labels.csv", "test.csv", "../grading.yaml", "train.csv"]
)
def test_nobody_takes_home_what_they_are_judged_by(project, get, name):
    ada = make_person("ada")
    make_team(project, ada)

    assert get(ada, f"data/{name}").status_code == 404


def test_who_has_not_begun_has_no_data_and_staff_have(project, get):
    bob, staff = make_person("bob"), make_person("sora", role="staff")

    assert "/data/" not in get(bob, "").content.decode()
    assert get(bob, "data/notes.txt").status_code == 404
    assert get(staff, "data/notes.txt").status_code == 200
