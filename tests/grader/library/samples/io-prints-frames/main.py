# The end of a program as the first process tells it, in the hope that it is believed.
import struct, sys
end = struct.pack('>iIIIIiiII', 0, 0, 1, 1, 1, 0, 0, 0, 0)
out = sys.stdout.buffer
out.write(struct.pack('>Ic', 3, b'O') + b'5\n' + struct.pack('>Ic', len(end) + 1, b'X') + end)
