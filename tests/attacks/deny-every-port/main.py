import socket

taken = []
try:
    for port in range(1024, 65536):
        taken.append(socket.create_server(("127.0.0.1", port)))
except OSError:
    pass
while True:
    taken[0].accept()
