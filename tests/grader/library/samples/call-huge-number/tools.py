def double(thing):
    return 10**20000
