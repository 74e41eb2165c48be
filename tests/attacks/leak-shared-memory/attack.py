import os


def attack():
    found = [name for folder in ("/dev/shm", "/dev/mqueue") if os.path.exists(folder) for name in os.listdir(folder)]
    for kind in ("shm", "msg", "sem"):
        found += open(f"/proc/sysvipc/{kind}").read().splitlines()[1:]
    return found
