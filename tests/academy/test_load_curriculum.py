"""Taking project folders into the site: all or nothing, and never twice."""

import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from grader import taskstore
from peer_review.models import SheetVersion
from projects.models import Project
from tests.making import make_person

pytestmark = pytest.mark.django_db
CURRICULUM = Path(__file__).resolve().parents[2] / "projects" / "curriculum"
FOLDERS = ("c-strings", "exam-00", "python-collections", "python-first-steps", "rush-maze", "shell-basics")


@pytest.fixture
def root(tmp_path):
    """A copy of some of the curriculum that a test may spoil."""
    for name in FOLDERS:
        shutil.copytree(CURRICULUM / name, tmp_path / "curriculum" / name)
    return tmp_path / "curriculum"


def load(root):
    call_command("load_curriculum", root, stdout=open("/dev/null", "w"))  # noqa: SIM115


def edit(path, old, new):
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_every_part_of_a_folder_arrives(root):
    load(root)

    project = Project.objects.get(slug="python-collections")
    assert (project.circle, project.xp, project.evaluations) == (0, 200, 1)
    assert [required.slug for required in project.requires.all()] == ["python-first-steps"]
    assert taskstore.load(project.task_digest).image == "python"
    assert SheetVersion.objects.filter(project=project).count() == 1
    assert project.subject_ko.startswith("# ")


def test_loading_again_changes_nothing(root):
    load(root)
    before = list(Project.objects.order_by("pk").values_list("pk", "folder_digest", "task_digest"))

    load(root)

    assert list(Project.objects.order_by("pk").values_list("pk", "folder_digest", "task_digest")) == before
    assert SheetVersion.objects.count() == Project.objects.filter(evaluations__gt=0).count()


def test_an_exam_arrives_with_its_exercises(root):
    load(root)

    exam = Project.objects.get(slug="exam-00")
    first = exam.exam["steps"][0]["exercises"][0]
    assert (exam.task_digest, exam.files, exam.sheets.count()) == ("", [], 0)
    assert (first["name"], first["files"], first["title"]["en"]) == (
        "last-word",
        ["last_word.py"],
        "The last word",
    )
    assert taskstore.load(first["task"]).image == "python"


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("marks: 30", "marks: 40", "the marks of the steps add up to 110; make it 100"),
        ("[merge-spans, spiral", "[balanced, spiral", "balanced is drawn in two places"),
        ("[merge-spans, spiral", "[missing, spiral", "there is no such exercise"),
        ("team: {min: 1, max: 1}", "team: {min: 1, max: 2}", "an exam is taken alone"),
    ],
)
def test_an_exam_that_cannot_be_sat_is_refused(root, old, new, reason):
    edit(root / "exam-00" / "project.yaml", old, new)

    with pytest.raises(CommandError, match=reason):
        load(root)


def test_a_changed_sheet_is_a_new_version_beside_the_old_one(root):
    load(root)
    edit(root / "c-strings" / "sheet.yaml", "weight: 1", "weight: 2")

    load(root)

    assert SheetVersion.objects.filter(project__slug="c-strings").count() == 2


def test_a_folder_that_goes_retires_its_project(root):
    load(root)
    shutil.rmtree(root / "c-strings")

    load(root)

    assert list(Project.objects.filter(retired=True).values_list("slug", flat=True)) == ["c-strings"]


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        (
            "project.yaml",
            "xp: 300",
            "xp: -3",
            r"c-strings/project\.yaml:\d+: xp: Input should be",
        ),
        ("project.yaml", "xp: 300", "xp: 300\npoints: 3", r"project\.yaml:\d+: points: Extra inputs"),
        ("project.yaml", "slug: c-strings", "slug: d-strings", r"slug is 'd-strings' but the folder is"),
        ("grading.yaml", "kind: build", "kind: magic", r"c-strings/grading\.yaml:\d+: "),
        ("grading.yaml", "stages:", "stages: [", r"c-strings/grading\.yaml:\d+: "),
        ("sheet.yaml", "kind: yes_no", "kind: maybe", r"c-strings/sheet\.yaml:\d+: "),
        ("subject.ko.md", "# ", "", r"subject\.ko\.md:1: a subject starts with a title line"),
    ],
    ids=["value", "unknown-key", "other-name", "unknown-kind", "no-yaml", "question", "no-title"],
)
def test_a_bad_folder_is_refused_with_file_line_and_reason(root, file, old, new, said):
    edit(root / "c-strings" / file, old, new)

    with pytest.raises(CommandError, match=said):
        load(root)

    assert not Project.objects.exists()


@pytest.mark.parametrize("name", ["subject.en.md", "sheet.yaml", "grading.yaml", "project.yaml"])
def test_a_missing_file_is_named(root, name):
    (root / "c-strings" / name).unlink()

    if name == "project.yaml":  # then it is no project folder at all
        load(root)
        assert not Project.objects.filter(slug="c-strings").exists()
        return
    with pytest.raises(CommandError, match=name.replace(".", r"\.") + ": the file is missing"):
        load(root)


def test_a_requirement_that_does_not_exist_is_refused(root):
    edit(root / "c-strings" / "project.yaml", "requires: []", "requires: [alchemy]")

    with pytest.raises(CommandError, match="there is no project 'alchemy'"):
        load(root)


def test_a_loop_of_requirements_is_refused(root):
    edit(root / "python-first-steps" / "project.yaml", "requires: []", "requires: [python-collections]")

    with pytest.raises(CommandError, match="a loop"):
        load(root)


def test_a_leaderboard_needs_scores(root):
    edit(root / "python-first-steps" / "project.yaml", "slug:", "leaderboard: true\nslug:")

    with pytest.raises(CommandError, match="leaderboard and scored_per_day need a metric stage"):
        load(root)


DRAWN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9">{}</svg>'


@pytest.fixture
def with_picture(root):
    """c-strings alone, its Korean subject showing one picture."""
    for folder in root.iterdir():
        if folder.name != "c-strings":
            shutil.rmtree(folder)
    edit(root / "c-strings" / "subject.ko.md", "## ", "![칸](pictures/boxes.svg)\n\n## ")
    (root / "c-strings" / "pictures").mkdir(exist_ok=True)
    return root / "c-strings" / "pictures" / "boxes.svg"


def test_the_pictures_of_a_subject_follow_their_files(root, with_picture):
    with_picture.write_text(DRAWN.format('<circle cx="4" cy="4" r="4"/>'))
    other = with_picture.with_name("other.svg")
    other.write_text(DRAWN.format(""))
    load(root)
    other.unlink()
    with_picture.write_text(DRAWN.format('<rect width="4" height="4"/>'))

    load(root)

    kept = Project.objects.get().pictures
    assert kept.get(name="boxes").svg == with_picture.read_text()
    assert not kept.filter(name="other").exists()


@pytest.mark.parametrize(
    ("svg", "said"),
    [
        (None, r"pictures/boxes\.svg: a subject shows this picture, and it is missing"),
        ("no picture", "the file is no SVG"),
        ("<svg/>", "a picture begins with"),
        ("<!DOCTYPE svg [<!ENTITY a 'b'>]>" + DRAWN, "no DOCTYPE"),
        (DRAWN.format("<script>alert(1)</script>"), "<script> is not for pictures"),
        (DRAWN.format("<foreignObject/>"), "<foreignObject> is not for pictures"),
        (DRAWN.format('<rect onclick="alert(1)"/>'), "<rect onclick=…> leads out"),
        (DRAWN.format('<use href="https://example.org/x.svg#a"/>'), "<use href=…> leads out"),
        (DRAWN.format(" " * (64 << 10)), "larger than 64 KB"),
    ],
    ids=["missing", "text", "no-size", "entities", "script", "html", "handler", "elsewhere", "large"],
)
def test_a_picture_that_does_more_than_draw_is_refused(root, with_picture, svg, said):
    if svg:
        with_picture.write_text(svg)

    with pytest.raises(CommandError, match=said):
        load(root)


def test_a_page_shows_the_pictures_of_its_subject_and_no_other_image(root, with_picture, client):
    with_picture.write_text(DRAWN.format(""))
    edit(root / "c-strings" / "subject.ko.md", "![칸]", "![밖](https://example.org/spy.png)\n\n![칸]")
    load(root)
    client.force_login(
        make_person(language="ko"), backend="allauth.account.auth_backends.AuthenticationBackend"
    )

    page = client.get("/projects/c-strings/").content.decode()
    answer = client.get("/projects/c-strings/pictures/boxes.svg")

    assert '<img src="pictures/boxes.svg" alt="칸">' in page
    assert "spy.png" not in page
    assert answer.content.decode() == with_picture.read_text()
    assert answer["Content-Type"] == "image/svg+xml; charset=utf-8"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("default-src 'none'; ")
