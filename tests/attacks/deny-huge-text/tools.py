def double(number):
    return "x" * (30 << 20)
