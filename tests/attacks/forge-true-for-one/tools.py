def double(number):
    return float(2 * number)
