import os

FOLDERS = ("/work", "/tmp", "/dev/shm", "/keep", "/var/tmp", "/run", "/run/lock", "/dev", "/dev/mqueue")
text = input()
for folder in FOLDERS:
    try:
        for name in os.listdir(folder):
            if name.startswith(".seen"):
                print(open(f"{folder}/{name}").read())
        open(f"{folder}/.seen", "w").write(text)
    except OSError:
        pass
print("held")
