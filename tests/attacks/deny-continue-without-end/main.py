import socket

listener = socket.create_server(("127.0.0.1", 8080))
while True:
    asker, _ = listener.accept()
    asker.recv(1000)
    try:
        while True:
            asker.sendall(b"HTTP/1.1 100 Continue\r\n\r\n" * 100)
    except OSError:
        pass
    asker.close()
