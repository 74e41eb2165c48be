import os

os.closerange(0, 100)


def double(thing):
    return thing + thing
