import socket
import time

listener = socket.create_server(("127.0.0.1", 8080), backlog=1)
time.sleep(600)
