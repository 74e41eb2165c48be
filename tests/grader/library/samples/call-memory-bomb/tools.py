def double(thing):
    return bytes(10**9)
