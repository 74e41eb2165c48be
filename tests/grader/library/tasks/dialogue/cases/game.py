"""Guess a number: the program is told the largest one, and after each guess "higher", "lower" or "yes"."""

from judge import passed, wrong


def play(program, case):
    program.tell(case["most"])
    for _ in range(case["turns"]):
        guess = program.hear_number()
        if guess == case["secret"]:
            program.tell("yes")
            return passed()
        program.tell("higher" if guess < case["secret"] else "lower")
    return wrong(ko=f"{case['turns']}번 안에 맞히지 못했습니다.", en=f"Not found in {case['turns']} guesses.")


def waits_for_the_end(program, case):
    program.tell(case["most"])
    program.close()
    while program.hear_or_end() is not None:
        pass
    return passed()
