import os


def attack():
    while True:
        os.write(2, b"x\n" * 32768)
