def double(number):
    yield 2 * number
