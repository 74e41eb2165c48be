import socket
import threading
import time


def drip(connection):
    try:
        connection.recv(1000)
        connection.sendall(b"HTTP/1.1 200 OK\r\n")
        while True:
            connection.sendall(b"X-Slow: 1\r\n")
            time.sleep(0.2)
    except OSError:
        pass


listener = socket.create_server(("127.0.0.1", 8080))
while True:
    threading.Thread(target=drip, args=(listener.accept()[0],), daemon=True).start()
