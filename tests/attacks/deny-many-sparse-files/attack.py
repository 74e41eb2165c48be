import os


def attack():
    for number in range(1000):
        with open(f"sparse-{number}", "wb") as file:
            os.truncate(file.fileno(), 30 << 20)
