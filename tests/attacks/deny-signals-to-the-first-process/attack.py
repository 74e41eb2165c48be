import os
import signal


def attack():
    while True:
        os.kill(1, signal.SIGCHLD)
