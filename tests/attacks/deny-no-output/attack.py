import os
import time


def attack():
    os.closerange(0, 128)
    time.sleep(60)
