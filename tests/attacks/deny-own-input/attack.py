import os


def attack():
    end = os.open("/proc/self/fd/0", os.O_WRONLY)
    while True:
        os.write(end, b"9 9\n")
        os.read(0, 4)
