import sys


def deeper(number):
    return deeper(number + 1) + repr([number]).__len__()


def attack():
    sys.setrecursionlimit(1 << 30)
    return deeper(0) < 0
