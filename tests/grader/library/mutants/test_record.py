"""What became of the mutants, as it is committed with its date."""

import pytest
from pydantic import ValidationError

from grader.mutants import record
from grader.mutants.record import Record, Survivor
from projects.folder.source import BadFolder


def make(*whys, tried=10):
    survivors = tuple(
        Survivor(file="a.py", line=number + 1, was=f"x{number}", now="y", why=why)
        for number, why in enumerate(whys)
    )
    return Record(
        date="2026-11-28",
        tool="cosmic-ray 8.7.0",
        seed=1,
        made=90,
        tried=tried,
        caught=tried - len(whys),
        survivors=survivors,
    )


def test_it_is_read_as_it_was_written(tmp_path):
    assert record.last(tmp_path) is None

    record.write(tmp_path, make("", "the same for every input: 한글"))

    assert record.last(tmp_path) == make("", "the same for every input: 한글")


def test_why_a_mutant_survives_is_kept_while_it_does(tmp_path):
    record.write(tmp_path, make("first", "second"))

    record.write(tmp_path, make(""))

    assert record.last(tmp_path) == make("first")


def test_below_the_line_every_survivor_needs_a_reason():
    assert [one.was for one in make("no input shows it", "").unexplained] == ["x1"]
    assert make("", tried=10).unexplained == ()  # 90 %


def test_the_share_is_told_with_its_date():
    assert str(make("", tried=20)) == "19 / 20 = 95%, 2026-11-28"


def test_only_a_constant_can_be_a_choice():
    assert record.Choice(file="a.py", line="STEPS, RATE = 400, 0.1  # enough", why="w").file == "a.py"
    for line in ("weights = fit(rows, 0.1, 400)", "STEPS = 2 * HALF", "400", "if STEPS == 1:"):
        with pytest.raises(ValidationError):
            record.Choice(file="a.py", line=line, why="w")


def test_how_many_were_left_stands_with_the_share():
    found = Record(date="2026-11-28", tool="t", seed=1, made=30, tried=20, caught=19, left=4)

    assert str(found) == "19 / 20 = 95%, 4 left, 2026-11-28"


def test_a_record_of_another_form_is_refused(tmp_path):
    (tmp_path / record.FILE).write_text("date: 2026-11-28\n")

    with pytest.raises(BadFolder, match=r"mutants\.yaml"):
        record.last(tmp_path)


def test_the_exercises_of_an_exam_count_together():
    one = Record(date="2026-11-28", tool="t", seed=1, made=30, tried=10, caught=9)
    other = Record(date="2026-11-02", tool="t", seed=1, made=5, tried=5, caught=5)

    assert str(record.together([one, None, other])) == "14 / 15 = 93%, 2026-11-02"
    assert record.together([None]) is None
