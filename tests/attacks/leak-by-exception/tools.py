def double(number):
    if number > 1000:
        raise ValueError(f"the argument is {number}")
    return 2 * number
