import os


def attack():
    names = os.listdir("/dev")
    for name in ("mem", "kmem", "port", "kvm", "fuse", "sda", "vda", "nvme0n1", "loop-control", "dm-0", *names):
        if name in ("null", "zero", "full", "random", "urandom", "tty", "stdin", "stdout", "stderr", "fd", "core",
                    "pts", "ptmx", "shm", "mqueue", "console"):
            continue
        try:
            return os.open(f"/dev/{name}", os.O_RDONLY | os.O_NONBLOCK)
        except OSError:
            pass
    return os.path.exists("/proc/kcore") and open("/proc/kcore", "rb").read(4)
