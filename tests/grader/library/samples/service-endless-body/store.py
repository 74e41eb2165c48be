import socket

listener = socket.create_server(("127.0.0.1", 8080))
while True:
    with listener.accept()[0] as connection:
        try:
            connection.recv(1000)
            connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
            for _ in range(400):
                connection.sendall(bytes(1 << 16))
        except OSError:
            pass
