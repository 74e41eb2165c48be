import os
import struct

end = struct.pack(">iIIIIiiII", 0, 0, 1, 1, 1, 0, 0, 0, 0)
frame = struct.pack(">Ic", len(end) + 1, b"X") + end
answer = struct.pack(">Ic", 3, b"O") + b"5\n"
for text in (answer + frame, struct.pack(">BxxxI", 1, len(answer + frame)) + answer + frame):
    os.write(1, text)
    os.write(2, text)
