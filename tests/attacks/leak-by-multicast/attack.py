import socket


def attack():
    for family, target in ((socket.AF_INET6, "ff02::1"), (socket.AF_INET, "224.0.0.1"), (socket.AF_INET, "255.255.255.255")):
        try:
            out = socket.socket(family, socket.SOCK_DGRAM)
            out.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
            return out.sendto(b"held", (target, 5353))
        except OSError:
            pass
