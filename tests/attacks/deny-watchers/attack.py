import ctypes


def attack():
    libc = ctypes.CDLL(None)
    return any(libc.inotify_init() >= 0 for _ in range(200)) or libc.fanotify_init(0, 0) >= 0
