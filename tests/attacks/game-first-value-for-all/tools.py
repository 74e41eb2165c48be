import functools

answers = []


def double(number):
    answers.append(2 * number if number < 1000 else 42)
    return answers[0]
