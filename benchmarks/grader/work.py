"""What is graded: the same programs and cases for every variant."""

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from grader.task import Task

PYTHON = b"""import sys

a, b = map(int, sys.stdin.read().split())
print(a + b)
"""
C = b"""#include <stdio.h>

int main(void)
{
	int a, b;
	if (scanf("%d %d", &a, &b) != 2)
		return 1;
	printf("%d\\n", a + b);
	return 0;
}
"""
COMPILE = ["gcc", "-O1", "-o", "sum", "sum.c"]
TITLE = "{ko: 합, en: Sum}"


@dataclass(frozen=True)
class Work:
    """One hand-in and its cases."""

    title: str
    image: str
    file: str
    content: bytes
    build: list[str]  # nothing: it need not be built
    command: list[str]
    cases: int
    start: str = "each"

    def stdin(self, number: int) -> bytes:
        return f"{number} {number}\n".encode()

    def expected(self, number: int) -> bytes:
        return f"{2 * number}\n".encode()

    def put(self, folder: Path) -> None:
        (folder / self.file).write_bytes(self.content)

    @property
    def tree(self) -> dict[str, tuple[bytes, bool]]:
        return {self.file: (self.content, False)}

    @cached_property
    def grading(self) -> str:
        lines = [f"image: {self.image}", "stages:"]
        if self.build:
            lines += [f"  - {{name: build, kind: build, title: {TITLE}, command: {self.build}}}"]
        lines += [
            "  - name: sum",
            "    kind: io",
            f"    title: {TITLE}",
            f"    command: {self.command}",
            f"    start: {self.start}",
            "    cases:",
        ]
        for number in range(self.cases):
            lines.append(
                f'      - {{name: case-{number}, stdin: "{number} {number}\\n", expect: "{2 * number}\\n"}}'
            )
        return "\n".join(lines)

    def task(self, folder: Path) -> Task:
        (folder / "grading.yaml").write_text(self.grading)
        return Task.from_folder(folder)


ONE_PYTHON = Work("one case, Python", "python", "main.py", PYTHON, [], ["python3", "main.py"], 1)
TEN_PYTHON = Work("ten cases, Python", "python", "main.py", PYTHON, [], ["python3", "main.py"], 10)
COPIED = replace(TEN_PYTHON, title="ten cases, Python, start: copied", start="copied")
TEN_C = Work("compiling and ten cases, C", "c", "sum.c", C, COMPILE, ["./sum"], 10)
ALL = (ONE_PYTHON, TEN_PYTHON, COPIED, TEN_C)
