"""More time for a task, and nothing else."""

from grader.margin import with_time
from grader.task import Task

GRADING = """\
image: python
limits: {cpu_seconds: 2, memory_mb: 64}
stages:
  - name: echo
    kind: io
    title: {ko: 메아리, en: Echo}
    command: [python3, main.py]
    limits: {wall_seconds: 20}
    cases:
      - {name: plain, expect: ""}
      - {name: long, expect: "", limits: {cpu_seconds: 100, wall_seconds: 200}}
"""


def test_every_limit_of_time_is_longer_and_what_was_left_out_stays_so(tmp_path):
    (tmp_path / "grading.yaml").write_text(GRADING)
    task = Task.from_folder(tmp_path)

    longer = with_time(task, 2)

    (before,), (stage,) = task.stages, longer.stages
    assert (longer.file.limits.cpu_seconds, longer.file.limits.memory_mb) == (4, 64)
    assert stage.limits.model_dump(exclude_none=True) == {"wall_seconds": 40}
    assert stage.cases[0] is before.cases[0]
    assert stage.cases[1].limits.model_dump(exclude_none=True) == {"cpu_seconds": 120, "wall_seconds": 300}
    assert stage.cases[1].model_fields_set == before.cases[1].model_fields_set
    assert longer.digest == task.digest
