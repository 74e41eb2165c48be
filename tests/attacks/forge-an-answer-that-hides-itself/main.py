import os
import socket

ODD = b"<script>alert(1)</script>\x1b[2J\x1b]0;passed\x07\0\xff\xe2\x80\xae42"
listener = socket.create_server(("127.0.0.1", 8080))
while True:
    asker, _ = listener.accept()
    asker.recv(1000)
    os.write(1, ODD + b"\n")
    asker.sendall(b"HTTP/1.0 200 " + ODD + b"\r\nX-" + ODD + b": " + ODD + b"\r\n\r\n" + ODD)
    asker.close()
