import pytest

from peer_review import sheets
from projects.refusals import Refused
from tests.making import make_project
from tests.peer_review.test_sheet_file import GOOD


def load(project, tmp_path, content):
    path = tmp_path / "sheet.yaml"
    path.write_text(content, encoding="utf-8")
    return sheets.load(project, path)


def test_a_sheet_is_kept_once_however_often_it_is_loaded(db, tmp_path):
    project = make_project()

    assert load(project, tmp_path, GOOD) == load(project, tmp_path, GOOD)
    assert project.sheets.count() == 1


def test_the_last_sheet_loaded_is_the_current_one_even_if_it_is_an_old_one_again(db, tmp_path, clock):
    project = make_project()
    first = load(project, tmp_path, GOOD)
    clock.shift(60)
    second = load(project, tmp_path, GOOD.replace("It runs", "It really runs"))
    assert sheets.current(project) == second

    clock.shift(60)
    load(project, tmp_path, GOOD)

    assert sheets.current(project) == first
    assert project.sheets.count() == 2


def test_a_kept_sheet_reads_as_it_was_written(db, tmp_path):
    version = load(make_project(), tmp_path, GOOD)

    assert version.sheet.flags == ("ok", "cheat")


def test_a_project_without_a_sheet_says_so(db):
    with pytest.raises(Refused, match="no evaluation sheet yet"):
        sheets.current(make_project())
