import os

open("/tmp/file", "w").close()
print(os.stat("/tmp/file").st_ino)
number = int(input().split()[0])
for _ in range(number if number > 1000 else 0):
    os.remove("/tmp/file")
    open("/tmp/file", "w").close()
print("held")
