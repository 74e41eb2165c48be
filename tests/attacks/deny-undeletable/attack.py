import os


def attack():
    for folder in ("/work", "/tmp"):
        for name in (b"\xff\xfe", b"-rf", b"new\nline", b"...", b" ", "\u202e".encode(), b"*", b".lifted-0"):
            path = os.path.join(folder.encode(), name)
            os.makedirs(path + b"/shut", exist_ok=True)
            os.symlink(path, path + b"/shut/loop")
            os.mkfifo(path + b"/shut/pipe")
            os.link(path + b"/shut/pipe", path + b"/shut/other")
            os.chmod(path + b"/shut", 0)
            os.chmod(path, 0o111)
