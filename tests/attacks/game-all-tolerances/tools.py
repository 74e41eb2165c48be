import math


def double(number):
    return math.inf
