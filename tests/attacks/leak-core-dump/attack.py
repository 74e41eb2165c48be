import os
import resource
import signal


def attack():
    try:
        resource.setrlimit(resource.RLIMIT_CORE, (1 << 20, 1 << 20))
    except (OSError, ValueError):
        pass
    child = os.fork()
    if child == 0:
        os.kill(os.getpid(), signal.SIGQUIT)
    _, status = os.waitpid(child, 0)
    return os.WCOREDUMP(status)
