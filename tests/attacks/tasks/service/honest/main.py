import socket

listener = socket.create_server(("127.0.0.1", 8080))
while True:
    with listener.accept()[0] as asker:
        asked = asker.recv(1000).split()
        number = asked[1].decode().strip("/") if len(asked) > 1 else ""
        body = 2 * int(number) if number else ""
        asker.sendall(f"HTTP/1.0 200 OK\r\n\r\n{body}".encode())
