import os


def attack():
    for folder in ("/work", "/tmp", "/dev/shm"):
        for name in ("a", "b", ".lifted-0", ".lifted-1"):
            os.makedirs(f"{folder}/{name}/{name}", exist_ok=True)
            open(f"{folder}/{name}/file", "w").close()
            os.chmod(f"{folder}/{name}/file", 0)
            os.chmod(f"{folder}/{name}/{name}", 0)
            os.chmod(f"{folder}/{name}", 0)
        os.chmod(folder, 0)
