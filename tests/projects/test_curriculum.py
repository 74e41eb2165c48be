"""What every folder of the curriculum holds, by its files alone; that it grades rightly is for boxes."""

import pytest
from django.conf import settings

from academy.management.commands import check_curriculum
from grader.mutants import record

FOLDERS = sorted(path.parent for path in settings.CURRICULUM_DIR.glob("*/project.yaml"))
EVALUATED = [path for path in FOLDERS if (path / "sheet.yaml").exists()]


def named(paths):
    return [pytest.param(path, id=path.name) for path in paths]


def test_there_are_thirty_projects_of_which_exams_and_hackathon_are_not_evaluated():
    assert len(FOLDERS) == 30
    assert {path.name for path in set(FOLDERS) - set(EVALUATED)} == {"exam-00", "exam-03", "hackathon"}


@pytest.mark.parametrize("folder", named(FOLDERS))
def test_each_plants_six_wrong_solutions_that_name_what_they_fail(folder):
    planted = list(folder.glob("**/wrong/*/wrong.yaml"))

    assert len(planted) >= 6
    assert [path.parent.name for path in planted if "\nfails: [" not in path.read_text()] == []


@pytest.mark.parametrize("folder", named(FOLDERS))
def test_each_has_its_subject_in_both_languages(folder):
    for place in [folder, *(folder / "exercises").glob("*/")]:
        assert {path.name for path in place.glob("subject.*.md")} == {"subject.en.md", "subject.ko.md"}


def test_the_table_says_where_there_is_nothing_to_make_mistakes_in():
    nothing = record.Record(date="2026-11-29", tool="t", seed=1, made=0, tried=0, caught=0)

    assert check_curriculum._mutants(None) == "not looked for"
    assert check_curriculum._mutants(nothing) == "none: neither Python nor C"


@pytest.mark.parametrize("folder", named(EVALUATED))
def test_each_sheet_draws_from_a_bank_that_holds_more_than_it_asks(folder):
    assert "bank:" in (folder / "sheet.yaml").read_text()
