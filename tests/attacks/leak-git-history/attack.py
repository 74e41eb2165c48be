import os
import subprocess


def attack():
    for folder, folders, _ in os.walk("/", topdown=True):
        folders[:] = [name for name in folders if folder != "/" or name not in ("proc", "sys", "usr")]
        if ".git" in folders:
            return folder
    return subprocess.run(["git", "log"], capture_output=True).returncode == 0
