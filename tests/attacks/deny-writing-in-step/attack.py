import os
import time


def attack():
    for _ in range(20_000):
        os.write(1, b"x")
        os.sched_yield()
