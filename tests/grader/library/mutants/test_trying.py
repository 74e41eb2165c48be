"""Mutants in the real sandbox."""

import pytest

from grader.mutants import record, trying

TASK = """\
image: c
limits: {cpu_seconds: 2, memory_mb: 64}
stages:
  - name: build
    kind: build
    title: {ko: 빌드, en: Build}
    command: [gcc, -o, main, main.c]
    limits: {cpu_seconds: 20, memory_mb: 256}
  - name: add
    kind: io
    title: {ko: 더하기, en: Add}
    command: [./main]
    cases: [{name: one, expect: "5\\n"}]
"""
PROGRAM = """\
#include <stdio.h>
_Static_assert(1 < 2, "");
int main(void)
{
    return puts("5") - 2 < 0;
}
"""


@pytest.mark.engine
def test_what_the_cases_do_not_catch_is_written_down_and_what_does_not_build_is_left_out(
    engine, write_task, tmp_path
):
    write_task(TASK)
    (tmp_path / "reference").mkdir()
    (tmp_path / "reference" / "main.c").write_text(PROGRAM)
    told = []

    trying.renew(
        tmp_path, engine, seed=5, most=2, told=lambda mutant, caught: told.append((mutant.now, caught))
    )

    found = record.last(tmp_path)
    # Between these two lies `1 >= 2`, which does not compile.
    assert told == [('_Static_assert(1 <= 2, "");', False), ('return puts("5") - 2 >= 0;', True)]
    assert (found.made, found.tried, found.caught) == (13, 2, 1)
    assert [one.now for one in found.survivors] == ['_Static_assert(1 <= 2, "");']
