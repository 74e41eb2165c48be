import io
import tarfile

import pytest

from grader.judges.values import Code
from grader.task import Task
from projects.folder.source import BadFolder

GOOD = """\
image: python
limits: {cpu_seconds: 1}
stages:
  - name: ex00
    kind: io
    title: {ko: 합, en: Sum}
    command: [python3, main.py]
    cases:
      - {name: plain, stdin_file: cases/plain.in, expect: "5"}
      - name: other
        stdin: "1 1"
        expect: "2"
        hidden: true
        hint: {ko: 힌트, en: Hint}
"""
FILES = {"cases/plain.in": b"2 3\n", "reference/main.py": b"secret", "cases/unused.txt": b"never packed"}
CALL = """\
image: python
stages:
  - name: functions
    kind: call
    title: {{ko: 함, en: Functions}}
    language: python
    module: m.py
    cases:
      - name: one
        call: f
        {line}
"""


def test_a_packed_task_holds_the_named_files_and_nothing_else(write_task):
    packed = write_task(GOOD, FILES).pack()

    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        assert archive.getnames() == ["grading.yaml", "cases/plain.in"]


def test_a_task_is_the_same_after_it_was_packed(write_task):
    task = write_task(GOOD, FILES)

    again = Task.unpack(task.pack())

    assert again == task
    assert again.digest == task.digest
    assert again.pack() == task.pack()


def test_another_input_is_another_task(write_task):
    before = write_task(GOOD, FILES).digest

    assert write_task(GOOD, {"cases/plain.in": b"2 4\n"}).digest != before


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("image: python", "image: python\ncolour: red", 2, "colour: Extra inputs are not permitted"),
        ("cpu_seconds: 1", "cpu_seconds: 0", 2, "limits.cpu_seconds: Input should be greater than 0"),
        ("kind: io", "kind: oi", 4, "does not match any of the expected tags"),
        ("title: {ko: 합, en: Sum}", "title: {en: Sum}", 6, "title.ko: Field required"),
        ("name: other", "name: plain", 4, "two cases are called plain"),
        ("hint: {ko: 힌트, en: Hint}", "weight: 1", 10, "a hidden case needs a hint"),
        (
            "stdin_file: cases/plain.in",
            "stdin_file: cases/gone.in",
            9,
            "there is no such file",
        ),
        ("stdin_file: cases/plain.in", "stdin_file: reference/main.py", 9, "should match pattern"),
        ("stdin_file: cases/plain.in", "stdin_file: cases/a/../../main.py", 9, "'..' is not allowed"),
        ("stdin_file: cases/plain.in", "stdin_file: cases/link", 9, "the file is not in cases/"),
        ('expect: "2"', "limits: {processes: 3}", 12, "processes: Extra inputs are not permitted"),
        ("command: [python3, main.py]", "command: python3 main.py", 7, "Input should be a valid tuple"),
        ('stdin_file: cases/plain.in, expect: "5"', "weight: 1", 9, "expects nothing"),
        ("stages:", "stages: [", 4, "expected the node content"),
    ],
)
def test_a_mistake_is_told_with_its_line(write_task, tmp_path, old, new, line, reason):
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "link").symlink_to("../reference/main.py")

    with pytest.raises(BadFolder) as mistake:
        write_task(GOOD.replace(old, new), FILES)

    assert mistake.value.line == line
    assert reason in mistake.value.reason


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("args: [!list [1]]", "!list is not known here"),
        ("args: [!set [[1]]]", "!set: unhashable type"),
        ('args: [!bytes "가"]', "!bytes: 'latin-1' codec"),
        ("args: [2026-11-22]", "a value of type date cannot be given"),
        ('expect: !python "1 + 1"', "!python can only be an argument"),
        ("raises: ValueError\n        expect: 1", "expect and raises exclude each other"),
        ("args: [1]", "the case expects nothing"),
        ("expect: 1\n        call2: g", "call2: Extra inputs are not permitted"),
    ],
)
def test_a_mistake_in_a_call_is_told_with_its_line(write_task, line, reason):
    with pytest.raises(BadFolder) as mistake:
        write_task(CALL.format(line=line))

    assert mistake.value.line >= 9
    assert reason in mistake.value.reason


def test_an_expected_value_that_is_no_json_is_told_with_its_line(write_task):
    with pytest.raises(BadFolder) as mistake:
        write_task(CALL.format(line="expect_file: cases/value.json"), {"cases/value.json": b"{1: 2}"})

    assert (mistake.value.line, mistake.value.reason) == (11, "the file is no JSON")


def test_values_that_yaml_has_no_word_for_have_tags(write_task):
    args = 'args: [!tuple [1, !set [2]], !bytes "a\\xff", {1: [x]}, !python "count()"]'

    task = write_task(CALL.format(line=f"{args}\n        expect: null"))

    step = task.stages[0].cases[0].steps[0]

    assert step.args == ((1, {2}), b"a\xff", {1: ["x"]}, Code("count()"))
    assert step.expect is None


def test_nearer_limits_are_stronger(write_task):
    task = write_task(GOOD.replace('expect: "2"', 'expect: "2"\n        limits: {cpu_seconds: 3}'), FILES)
    case = task.stages[0].cases[1]

    limits = task.file.limits.changed(None, case.limits).of_run()

    assert (limits.cpu_seconds, limits.wall_seconds) == (3.0, 10.0)


BUILD = """\
image: python
stages:
  - name: build
    kind: build
    title: {{ko: 빌드, en: Build}}
    command: [sh, build.sh]
    weight: {weight}
"""


def test_a_task_may_be_a_build_alone_when_the_build_counts(write_task):
    task = write_task(BUILD.format(weight=1), {})

    assert [(one.name, one.weight) for one in task.stages[0].plan()] == [("build", 1)]


def test_a_build_that_counts_for_nothing_is_no_task(write_task):
    with pytest.raises(BadFolder, match="no case counts"):
        write_task(BUILD.format(weight=0), {})
