import os

for _ in range(8):
    if os.fork() == 0:
        while True:
            pass
while os.read(0, 100):
    os.write(1, b"held\n")
