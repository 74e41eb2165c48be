import os
import socket

listener = socket.create_server(("127.0.0.1", 8080))
listener.accept()
os._exit(0)
