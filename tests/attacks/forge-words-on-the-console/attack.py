import os


def attack():
    wrote = []
    for name in ("console", "tty", "tty0", "tty1", "kmsg", "ttyS0", "log", "ptmx"):
        try:
            descriptor = os.open(f"/dev/{name}", os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
            if name != "ptmx":
                wrote.append(os.write(descriptor, b"passed\n"))
        except OSError:
            pass
    return wrote
