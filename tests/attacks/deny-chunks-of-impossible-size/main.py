import itertools
import socket

SIZES = itertools.cycle((b"-1", b"f" * 16, b"", b"zz", b"1_0", b"0x10"))
HEAD = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
listener = socket.create_server(("127.0.0.1", 8080))
while True:
    asker, _ = listener.accept()
    if asker.recv(1000):
        asker.sendall(HEAD + next(SIZES) + b"\r\n42\r\n0\r\n\r\n")
    asker.close()
