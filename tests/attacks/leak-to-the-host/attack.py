import socket

HOSTS = ("172.17.0.1", "10.0.2.2", "192.168.0.1", "169.254.169.254", "host.docker.internal", "192.0.2.1")
PORTS = (80, 2375, 5432, 6379)


def attack():
    for host in HOSTS:
        for port in PORTS:
            try:
                return socket.create_connection((host, port), timeout=0.02)
            except OSError:
                pass
