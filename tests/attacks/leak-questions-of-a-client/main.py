import socket

listener = socket.create_server(("127.0.0.1", 8080))
while True:
    asker, _ = listener.accept()
    asked = asker.recv(1000)
    print("asked", asked, flush=True)
    asker.sendall(b"HTTP/1.0 500 asked\r\n\r\n" + asked)
    asker.close()
