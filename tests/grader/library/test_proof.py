"""The proof of a folder: every way in which a task can grade wrongly is told."""

import re

import pytest

from grader import trials, yardstick
from grader.grading import grade
from grader.proof import prove, steps
from grader.trials import Trials
from projects.folder.source import BadFolder

CASES = """\
image: python
limits: {{cpu_seconds: {cpu}, memory_mb: 64}}
stages:
  - name: echo
    kind: io
    title: {{ko: 메아리, en: Echo}}
    command: [python3, main.py]
    cases:
      - {{name: empty, expect: "\\n", hidden: {hidden}, hint: {{ko: 힌트, en: Hint}}}}
"""
REFERENCE = "import sys\nprint(*sys.argv[1:])\n"
NOTHING = "raise SystemExit\n"


@pytest.fixture
def folder(tmp_path):
    """A folder whose proof holds: ten cases, one of them hidden, and six wrong solutions."""
    write(tmp_path / "grading.yaml", grading())
    write(tmp_path / "reference" / "main.py", REFERENCE)
    for number in range(6):
        write_wrong(tmp_path, f"wrong-{number}", NOTHING, fails="echo/word-1")
    return tmp_path


def grading(*, cpu=2, hidden="true", words=range(1, 10)):
    cases = "".join(
        f'      - {{name: word-{word}, args: ["{word}"], expect: "{word}\\n"}}\n' for word in words
    )
    return CASES.format(cpu=cpu, hidden=hidden) + cases


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def write_wrong(folder, name, program, *, fails, passes=""):
    write(folder / "wrong" / name / "main.py", program)
    about = f"why: {{ko: 틀림, en: Wrong}}\nfails: [{fails}]\npasses: [{passes}]\n"
    write(folder / "wrong" / name / "wrong.yaml", about)


@pytest.mark.engine
def test_a_good_folder_holds(engine, folder):
    said = []

    proof = prove(folder, Trials(engine), files=["main.py"], say=said.append)

    assert proof.faults == ()
    assert (proof.holds, proof.cases, proof.wrong) == (True, 10, 6)
    assert (proof.hidden, proof.caught, proof.probed) == (1, 6, None)
    assert steps(folder) == len(said)
    assert said == ["reference", *(f"wrong/wrong-{number}" for number in range(6))]


@pytest.mark.engine
def test_too_little_is_told(engine, folder):
    write(folder / "grading.yaml", grading(hidden="false", words=range(1, 3)))
    (folder / "wrong" / "wrong-5").rename(folder / "reference" / "old")

    proof = prove(folder, Trials(engine), files=["extra.py"])

    assert proof.faults == (
        "the reference lacks extra.py, which project.yaml asks for",
        "cases: 3; write at least 10",
        "no case is hidden: answers could be written into the program",
        "wrong solutions: 5; write at least 6",
    )


@pytest.mark.engine
def test_a_reference_that_fails_is_told(engine, folder):
    write(folder / "reference" / "main.py", REFERENCE + "raise SystemExit(len(sys.argv) - 1)\n")

    faults = prove(folder, Trials(engine)).faults

    assert len(faults) == 9
    assert faults[0] == "the reference fails echo/word-1: exited (It ended with status 1, not 0.)"


@pytest.mark.engine
def test_a_time_limit_without_headroom_is_told(engine, folder):
    write(folder / "grading.yaml", grading(cpu=1))
    busy = "import time\nwhile time.process_time() < 0.8:\n    pass\n"
    write(folder / "reference" / "main.py", REFERENCE + busy)

    faults = prove(folder, Trials(engine)).faults

    assert len(faults) == 10
    assert all("and may take 1000 ms: allow at least 3 times what it needs, " in fault for fault in faults)


@pytest.mark.engine
def test_on_a_machine_half_as_fast_half_the_headroom_is_enough(engine, folder, monkeypatch):
    monkeypatch.setattr(yardstick, "QUIET", 1e-6)
    write(folder / "grading.yaml", grading(cpu=1))
    busy = "import time\nwhile time.process_time() < 0.4:\n    pass\n"
    write(folder / "reference" / "main.py", REFERENCE + busy)

    faults = prove(folder, Trials(engine)).faults

    assert faults == ()


@pytest.mark.engine
def test_a_wrong_solution_that_fails_elsewhere_is_told(engine, folder):
    write_wrong(folder, "wrong-0", REFERENCE + "# the same\n", fails="echo/word-1")
    write_wrong(folder, "wrong-1", NOTHING, fails="echo/word-1", passes="echo/word-2")
    write_wrong(folder, "wrong-2", NOTHING, fails="echo/word-11")
    write_wrong(folder, "wrong-3", NOTHING, fails="echo/word-3")
    (folder / "wrong" / "wrong-3" / "main.py").rename(folder / "wrong" / "wrong-3" / "old_name.py")

    passes, *others = prove(folder, Trials(engine)).faults
    beside = others[-1]

    assert re.fullmatch(r"wrong/wrong-0 passes echo/word-1, which it must fail \(\d+ of 2000 ms\)", passes)
    assert others == [
        "wrong/wrong-1 must pass, and fails echo/word-2: wrong (It printed nothing.)",
        "wrong/wrong-2: there is no case echo/word-11",
        beside,
    ]
    assert beside.endswith("ms): none of its files is called like one of the reference")


@pytest.mark.engine
def test_who_is_too_slow_by_little_is_told(engine, folder):
    write(folder / "grading.yaml", grading(cpu=1))
    write_wrong(folder, "wrong-0", lasting(1.3), fails="echo/word-1")
    write_wrong(folder, "wrong-1", lasting(1.3), fails="echo/empty", passes="echo/word-1")
    write_wrong(folder, "wrong-2", lasting(60), fails="echo/word-1")

    faults = prove(folder, Trials(engine)).faults

    assert [re.sub(r"\d+ of", "… of", fault) for fault in faults] == [
        "wrong/wrong-0 is nearly fast enough for echo/word-1 (… of 1000 ms): let it do so much that"
        " 2 times the limit is too little, or it passes on a faster machine",
        "wrong/wrong-1 must pass echo/word-1, and is too slow (… of 1000 ms)",
    ]
    assert [fault for fault in prove(folder, Trials(engine, margin=1)).faults if "wrong-0" in fault] == []


def lasting(seconds):
    """A program that is right and computes for so long, where it is told something to say."""
    busy = f"while sys.argv[1:] and time.process_time() < {seconds}:\n    pass\n"
    return f"import sys, time\n{busy}print(*sys.argv[1:] or ['nothing'])\n"


@pytest.mark.engine
def test_a_wrong_solution_is_graded_on_the_cases_it_names_unless_all_are_asked_for(
    engine, folder, monkeypatch
):
    graded = []

    def counting(task, tree, engine, seed):
        graded.append(sum(len(stage.plan()) for stage in task.stages))
        return grade(task, tree, engine, seed=seed)

    monkeypatch.setattr(trials, "grade", counting)

    assert prove(folder, Trials(engine)).holds
    assert prove(folder, Trials(engine), whole=True).holds

    assert graded == [10, *[1] * 6, 10, *[10] * 6]


def test_a_wrong_solution_that_is_the_reference_is_refused(folder):
    write_wrong(folder, "wrong-0", REFERENCE, fails="echo/word-1")

    with pytest.raises(BadFolder, match="it does not differ from the reference"):
        prove(folder, Trials(None))


def test_a_wrong_solution_without_its_reason_is_refused(folder):
    (folder / "wrong" / "wrong-0" / "wrong.yaml").unlink()

    with pytest.raises(BadFolder, match=r"wrong\.yaml: the file is missing"):
        prove(folder, Trials(None))


SCORED = """\
image: python
limits: {cpu_seconds: 2, memory_mb: 64}
stages:
  - name: predict
    kind: metric
    title: {ko: 예측, en: Predict}
    command: [python3, main.py]
    labels: cases/labels.csv
    scorer: accuracy
    cases:
      - {name: pass, at: 0.7}
      - {name: unseen, at: 0.7, hidden: true, hint: {ko: 힌트, en: Hint}}
      - {name: great, at: 0.95, bonus: true}
"""
GOOD, SIMPLE, TRIVIAL = (
    f"for row in range(40): print(int(row % 3 == 0 and row < {n}))\n" for n in (40, 25, 0)
)


@pytest.fixture
def scored(tmp_path):
    """A task that is scored, with its three baselines."""
    write(tmp_path / "grading.yaml", SCORED)
    labels = "".join(f"{int(row % 3 == 0)}\n" for row in range(40))
    write(tmp_path / "cases" / "labels.csv", "label\n" + labels)
    write(tmp_path / "reference" / "main.py", GOOD)
    write(tmp_path / "baselines" / "simple" / "main.py", SIMPLE)
    write(tmp_path / "baselines" / "trivial" / "main.py", TRIVIAL)
    for number in range(6):
        write_wrong(tmp_path, f"wrong-{number}", NOTHING, fails="predict/pass")
    return tmp_path


@pytest.mark.engine
def test_the_three_baselines_of_a_scored_task_stand_where_they_should(engine, scored):
    write(scored / "baselines" / "trivial" / "main.py", SIMPLE)
    write(scored / "baselines" / "simple" / "main.py", TRIVIAL)

    faults = prove(scored, Trials(engine)).faults

    assert "baselines/trivial passes: the lines are too low" in faults
    assert any(fault.startswith("baselines/simple fails predict/") for fault in faults)
