import socket
import struct

listener = socket.create_server(("127.0.0.1", 8080))
for number in range(10**9):
    asker, _ = listener.accept()
    asker.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    if number % 2 and asker.recv(1000):
        asker.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n4")
    asker.close()
