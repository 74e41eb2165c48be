import gzip
import socket

BODY = gzip.compress(bytes(10 << 20))
HEAD = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 1099511627776\r\n\r\n"
listener = socket.create_server(("127.0.0.1", 8080))
while True:
    asker, _ = listener.accept()
    if asker.recv(1000):
        asker.sendall(HEAD + BODY)
    asker.close()
