import os


def attack():
    """A lock can carry sixteen bytes in the range that it covers."""
    return [line for line in open("/proc/locks").read().splitlines() if f" {os.getpid()} " not in line]
