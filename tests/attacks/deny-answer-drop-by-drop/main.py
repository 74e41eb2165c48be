import time
import socket

listener = socket.create_server(("127.0.0.1", 8080))
while True:
    asker, _ = listener.accept()
    asker.recv(1000)
    asker.sendall(b"HTTP/1.0 200 OK\r\n\r\n")
    try:
        while True:
            asker.sendall(b"4")
            time.sleep(0.2)
    except OSError:
        continue
