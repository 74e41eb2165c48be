def double(thing):
    return [0] * 10**6
