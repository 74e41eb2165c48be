import os


def attack():
    """Only the first process and our own family can be seen."""
    mine, pid = {1}, os.getpid()
    while pid > 1:
        mine.add(pid)
        pid = int(open(f"/proc/{pid}/stat").read().rpartition(")")[2].split()[1])
    return [pid for pid in map(int, filter(str.isdigit, os.listdir("/proc"))) if pid not in mine]
