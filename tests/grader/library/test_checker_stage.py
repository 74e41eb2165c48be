"""What an author writes beside a checker."""

import pytest

from projects.folder.source import BadFolder

GRADING = """\
image: python
stages:
  - name: solve
    kind: io
    title: {{ko: 풀이, en: Solve}}
    command: [python3, solve.py]
    {checker}
    cases:
      - {{name: first{more}}}
"""
CHECKER = {"cases/check.py": b"def check(case): return True\n"}


def written(checker="checker: cases/check.py", more=""):
    return GRADING.format(checker=checker, more=more), CHECKER


def test_a_checker_travels_with_the_task_and_asks_for_a_second_box(write_task):
    task = write_task(*written())

    assert task.files == CHECKER
    assert task.stages[0].second_image == "python"


def test_without_a_checker_no_second_box_is_needed(write_task):
    task = write_task(*written("compare: lines", ", expect: x"))

    assert task.stages[0].second_image == ""


@pytest.mark.parametrize(
    ("checker", "more", "reason"),
    [
        ("compare: lines", "", "the case expects nothing"),
        ("compare: lines", ", expect: x, written: [a]", "there is no checker that could look"),
        ("checker: cases/check.py", ", expect_files: {a: cases/check.py}", "named in `written`"),
        ("checker: cases/none.py", "", "there is no such file"),
    ],
)
def test_a_mistake_is_told(write_task, checker, more, reason):
    with pytest.raises(BadFolder, match=reason):
        write_task(*written(checker, more))
