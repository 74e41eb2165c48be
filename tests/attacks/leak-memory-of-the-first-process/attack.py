import os


def attack():
    for name in ("environ", "maps", "mem", "auxv", "syscall", "stack", "io", "smaps", "pagemap"):
        try:
            if open(f"/proc/1/{name}", "rb").read(1):
                return name
        except OSError:
            pass
    for name in ("fd", "map_files", "cwd", "root", "exe"):
        try:
            return os.listdir(f"/proc/1/{name}")
        except OSError:
            pass
