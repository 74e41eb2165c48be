def play(program, case):
    return all(program.ask(number) == str(2 * number) for number in case["numbers"])
