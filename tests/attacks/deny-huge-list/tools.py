def double(number):
    return list(range(1_000_000))
