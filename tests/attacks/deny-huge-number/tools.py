def double(number):
    return 10 ** 1_000_000
