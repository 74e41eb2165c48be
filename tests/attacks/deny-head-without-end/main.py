import socket

listener = socket.create_server(("127.0.0.1", 8080))
while True:
    asker, _ = listener.accept()
    asker.recv(1000)
    try:
        asker.sendall(b"HTTP/1.0 200 OK\r\n")
        while True:
            asker.sendall(b"X-More: " + b"4" * 1000 + b"\r\n")
    except OSError:
        continue
