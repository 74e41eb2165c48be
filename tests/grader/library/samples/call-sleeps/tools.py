import time


def double(thing):
    time.sleep(100)
