import os


def attack():
    for folder, folders, files in os.walk("/sys/fs/cgroup"):
        if folder.count("/") > 6:
            folders.clear()
        for name in ("release_agent", "notify_on_release", "cgroup.procs", "tasks", "memory.max", "pids.max",
                     "memory.limit_in_bytes", "cgroup.subtree_control"):
            if name in files:
                try:
                    os.close(os.open(os.path.join(folder, name), os.O_WRONLY))
                    return name
                except OSError:
                    pass
