import os
import signal


def attack():
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    with open("sparse", "wb") as file:
        os.truncate(file.fileno(), 1 << 40)
    return os.stat("sparse").st_size == 1 << 40
