import os

os.close(0)
while True:
    os.write(1, b"held\n")
    os.open("/dev/null", os.O_RDONLY)
