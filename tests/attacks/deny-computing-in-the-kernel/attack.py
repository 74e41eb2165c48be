import os


def attack():
    zero, null = os.open("/dev/zero", os.O_RDONLY), os.open("/dev/null", os.O_WRONLY)
    while True:
        os.getrandom(1 << 20)
        os.write(null, os.read(zero, 1 << 20))
