"""TODO(author): plays with the program. It runs in a box of its own; expect any line from the program."""

from judge import passed, wrong


def play(program, case):
    program.tell(case["most"])
    for _ in range(case["turns"]):
        guess = program.hear_number()
        if guess == case["secret"]:
            return passed()
        program.tell("higher" if guess < case["secret"] else "lower")
    return wrong(ko="횟수 안에 맞히지 못했습니다.", en="Not found in time.")
