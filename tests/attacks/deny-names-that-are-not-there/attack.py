import os


def attack():
    for number in range(1 << 20):
        os.path.exists(f"/usr/{number:0200}")
