import socket

INSIDE = ("http://169.254.169.254/", "file:///etc/passwd", "http://127.0.0.1:8080/21", "unix:///var/run/docker.sock")
listener = socket.create_server(("127.0.0.1", 8080))
asked = 0
while True:
    asker, _ = listener.accept()
    if asker.recv(1000):
        where = INSIDE[asked % len(INSIDE)]
        asked += 1
        asker.sendall(f"HTTP/1.1 307 Elsewhere\r\nLocation: {where}\r\nRefresh: 0; url={where}\r\n\r\n".encode())
    asker.close()
