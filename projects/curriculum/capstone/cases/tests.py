"""Whether the tests of a team ran. That they look at anything, its evaluators try out."""

import re

from judge import passed, wrong

COUNTS = (r"^Ran (\d{1,9}) tests?\b", r"\b(\d{1,9}) passed\b", r"^# pass (\d{1,9})$", r"^1\.\.(\d{1,9})$")
LEAST = 10


def check(case):
    if case["name"] == "pass":
        return passed()  # it ended with status 0
    said = case["stdout"] + "\n" + case["stderr"]
    count = max(
        (int(number) for form in COUNTS for number in re.findall(form, said, re.MULTILINE)), default=0
    )
    if count < LEAST:
        return wrong(
            ko=f"테스트가 {LEAST}개 이상 돌아야 하는데 {count}개입니다.",
            en=f"{LEAST} tests or more should run; {count} did.",
        )
    return passed()
